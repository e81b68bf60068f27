package dev.extls.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Indented XML in UTF-8. Every text passes {@link Escaped#forPaper}, so no character is left that XML 1.0 section 2.2 forbids. */
final class XmlPaper implements AutoCloseable {
    private final XMLStreamWriter xml;
    private final Writer out;
    /** Whether each open element holds elements, which is where its end tag goes on a line of its own. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    XmlPaper(Writer out) throws IOException {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    void begin(String element) throws IOException {
        try {
            parentHoldsElements();
            line(open.size());
            xml.writeStartElement(element);
            open.push(false);
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    void attribute(String name, String text) throws IOException {
        try {
            xml.writeAttribute(name, Escaped.forPaper(text));
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    /** One line of text. */
    void line(String text) throws IOException {
        try {
            xml.writeCharacters(Escaped.forPaper(text) + "\n");
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    void end() throws IOException {
        try {
            if (open.pop()) {
                line(open.size());
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    /** An element without attributes and text. */
    void empty(String element) throws IOException {
        begin(element);
        end();
    }

    @Override
    public void close() throws IOException {
        try {
            xml.writeEndDocument();
            xml.flush();
            out.write('\n');
            out.close();
        } catch (XMLStreamException e) {
            throw trouble(e);
        }
    }

    private void parentHoldsElements() {
        if (!open.isEmpty()) {
            open.pop();
            open.push(true);
        }
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static IOException trouble(XMLStreamException e) {
        return e.getNestedException() instanceof IOException full ? full : new IOException(e);
    }
}
