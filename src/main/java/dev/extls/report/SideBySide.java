package dev.extls.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of texts in columns. What is too wide is wrapped within its column; where a terminal is too narrow for that, the texts of a
 * row stand one below the other.
 */
final class SideBySide {
    private static final String GAP = "  ";

    private final TerminalStyle style;
    private final int[] widths;
    private final boolean fits;

    /**
     * Columns for these rows.
     *
     * @param rows each with the same number of texts, fit to print
     * @param least how narrow each column may become
     */
    SideBySide(List<List<String>> rows, int[] least, TerminalStyle style) {
        this.style = style;
        widths = new int[least.length];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Columns.width(row.get(column)));
            }
        }
        int gaps = (int) Arrays.stream(widths).filter(width -> width > 0).count() - 1;
        int excess = Arrays.stream(widths).sum() + gaps * GAP.length() - style.width();
        for (int column = widths.length - 1; column >= 0 && excess > 0; column--) {
            int cut = Math.min(excess, widths[column] - Math.min(widths[column], least[column]));
            widths[column] -= cut;
            excess -= cut;
        }
        fits = excess <= 0;
    }

    /** The lines of one row; its first text is painted. */
    List<String> lines(List<String> row, Paint first) {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            int width = fits ? widths[column] : style.width() - (column == 0 ? 0 : GAP.length());
            cells.add(width <= 0 ? List.of("") : Columns.wrapped(row.get(column), width, ""));
        }
        return fits ? beside(cells, first) : below(cells, first);
    }

    private List<String> beside(List<List<String>> cells, Paint first) {
        List<String> lines = new ArrayList<>();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int at = 0; at < height; at++) {
            StringBuilder line = new StringBuilder();
            int last = widths.length - 1;
            while (last > 0 && text(cells.get(last), at).isEmpty()) {
                last--;
            }
            for (int column = 0; column <= last; column++) {
                String text = text(cells.get(column), at);
                int filling = column == last ? 0 : widths[column] + GAP.length() - Columns.width(text);
                line.append(column == 0 && !text.isEmpty() ? first.on(text, style) : text)
                        .append(widths[column] == 0 ? "" : " ".repeat(filling));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> below(List<List<String>> cells, Paint first) {
        List<String> lines = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            for (String text : cells.get(column)) {
                if (!text.isEmpty()) {
                    lines.add(column == 0 ? first.on(text, style) : GAP + text);
                }
            }
        }
        return lines;
    }

    private static String text(List<String> cell, int at) {
        return at < cell.size() ? cell.get(at) : "";
    }
}
