package dev.extls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.extls.tls.Bytes;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Test
    void whatIsWrittenIsRead() throws WireException {
        Bytes written = new ByteWriter()
                .u8(0xff)
                .u16(0xfffe)
                .u24(0xfffffd)
                .vector8(Bytes.fromHex("01"))
                .vector16(Bytes.fromHex("0203"))
                .vector24(Bytes.EMPTY)
                .written();
        ByteReader reader = new ByteReader(written);

        assertThat(reader.u8("a")).isEqualTo(0xff);
        assertThat(reader.u16("b")).isEqualTo(0xfffe);
        assertThat(reader.u24("c")).isEqualTo(0xfffffd);
        assertThat(reader.vector8("d").rest()).isEqualTo(Bytes.fromHex("01"));
        assertThat(reader.vector16("e").rest()).isEqualTo(Bytes.fromHex("0203"));
        assertThat(reader.vector24("f").remaining()).isZero();
        reader.end("all");
    }

    @Test
    void aChildNeverReadsBeyondItsRange() throws WireException {
        ByteReader reader = new ByteReader(Bytes.fromHex("01020304"));
        ByteReader child = reader.sub(2, "child");

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> child.u24("number"))
                .withMessage("number: 3 bytes wanted, 2 left, at byte 0");
        assertThat(child.u16("number")).isEqualTo(0x0102);
        assertThat(reader.offset()).isEqualTo(2);
        assertThat(reader.rest()).isEqualTo(Bytes.fromHex("0304"));
    }

    @Test
    void trailingBytesAreNamedWithTheirPlace() throws WireException {
        ByteReader reader = new ByteReader(Bytes.fromHex("01020304"));
        reader.u8("first");

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> reader.end("thing"))
                .withMessage("thing: 3 bytes too many, at byte 1")
                .satisfies(e -> assertThat(e.offset()).isEqualTo(1));
    }

    @Test
    void aNumberThatDoesNotFitIsOurMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(0x100));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u16(0x10000));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u24(0x1000000));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().vector8(Bytes.of(new byte[256])));
    }
}
