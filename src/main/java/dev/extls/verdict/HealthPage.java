package dev.extls.verdict;

import dev.extls.observation.Observation;
import dev.extls.observation.WebPage;
import java.util.List;
import java.util.Optional;

/**
 * What the health page of a web site of Exchange says: Managed Availability makes it, from Exchange 2013 on, and it vanishes when the component is down or in
 * maintenance mode (Microsoft, "Load balancing in Exchange Server", 2021-07).
 */
final class HealthPage {
    private static final int FIRST_OF_ERRORS = 400;

    private HealthPage() {}

    /** That it is gone, with a space before; empty where it is there, was not asked for, or belongs to no Exchange server. */
    static String gone(List<Observation> observations) {
        List<WebPage> pages = observations.stream()
                .map(Observation::page)
                .filter(WebPage::asked)
                .toList();
        boolean gone = pages.stream()
                .allMatch(page ->
                        page.end() == WebPage.End.WHOLE && page.status() >= FIRST_OF_ERRORS && ofExchange(page));
        return Optional.of(pages)
                .filter(all -> gone && !all.isEmpty())
                .map(all -> " Its health page " + Words.bounded(all.get(0).path()) + " is answered by "
                        + all.get(0).status()
                        + ": the server may be in maintenance mode, which Get-ServerComponentState shows.")
                .orElse("");
    }

    /** Exchange from 2013 on, whose front ends name themselves; any other web server lacks the page, and so does Exchange 2010. */
    private static boolean ofExchange(WebPage page) {
        return !page.header("X-FEServer").isEmpty();
    }
}
