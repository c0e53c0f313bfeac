package io.logcast.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows of text under a heading; the first column is left-aligned, the others right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heading) {
        rows.add(List.of(heading));
    }

    /** Numbers are shown with three significant digits or as whole numbers; null and NaN as a dash. */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(text(cell));
        }
        rows.add(row);
        return this;
    }

    public String render() {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> widen(widths, row));
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    static String text(Object cell) {
        if (cell == null) {
            return "–";
        }
        if (cell instanceof Double number) {
            return number(number);
        }
        if (cell instanceof Long || cell instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
        }
        return cell.toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < row.size(); i++) {
            line.append(
                    String.format(Locale.ROOT, i == 0 ? " %-" + widths[i] + "s" : "  %" + widths[i] + "s", row.get(i)));
        }
        return line.toString();
    }
}
