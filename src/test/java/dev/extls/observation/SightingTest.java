package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EX01.contoso.test Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 -0700 | EX01.contoso.test Microsoft ESMTP MAIL Service ready
            POP server ready <1896.697170952@dbc.mtview.ca.us>                                     | POP server ready
            [CAPABILITY IMAP4rev1 SASL-IR] Dovecot ready.                                          | Dovecot ready.
            The Microsoft Exchange POP3 service is ready. [RQBYADAAMQA=]                           | The Microsoft Exchange POP3 service is ready. [RQBYADAAMQA=]
            ESMTP Sendmail 8.14; 12 Jan 2026 09:08:07 GMT                                          | ESMTP Sendmail 8.14;  GMT
            mail.contoso.test ESMTP Exim 4.96 Thu, 26 Nov 2026 22:09:08 +0000                      | mail.contoso.test ESMTP Exim 4.96
            mail.contoso.test ready at jeu., 26 nov. 2026                                          | mail.contoso.test ready
            mail.contoso.test ESMTP Postfix                                                        | mail.contoso.test ESMTP Postfix
            """)
    void aGreetingIsComparedWithoutWhatChanges(String greeting, String timeless) {
        assertThat(Sighting.timeless(greeting)).isEqualTo(timeless);
    }
}
