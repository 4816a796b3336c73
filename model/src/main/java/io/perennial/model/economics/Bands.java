// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.List;

/** A scale cut into bands without gaps: every number falls into exactly one. */
public final class Bands {
    /**
     * One stretch of the scale; positive infinity is the upper limit of the last one.
     *
     * @param closed whether the upper limit itself belongs to the band
     * @param meaning what follows from it
     */
    private record Band(double upper, boolean closed, String label, String meaning) {
        boolean holds(double value) {
            return closed ? value <= upper : value < upper;
        }
    }

    /**
     * CLV:CAC. The usual table leaves 2–3 and 3–4 without a name and calls both "3 or more" healthy and "above 5" doubtful; here 2–3 is below
     * the benchmark, 3–4 healthy, and above 5 a question rather than a fault.
     */
    public static final Bands CLV_TO_CAC = new Bands(
            "CLV:CAC",
            Unit.RATIO,
            List.of(
                    new Band(
                            1,
                            false,
                            "losing money",
                            "each customer costs more to win than it brings: the model is broken"),
                    new Band(2, true, "barely profitable", "no room for operating costs or mistakes"),
                    new Band(3, false, "below the benchmark", "profitable, but under the 3:1 usually taken as healthy"),
                    new Band(4, false, "healthy", "meets the 3:1 benchmark"),
                    new Band(5, true, "strong", "room to invest in growth"),
                    new Band(
                            Double.POSITIVE_INFINITY,
                            true,
                            "very high",
                            "may be under-investing in acquisition; check the marginal customer, not the average")));

    /** Months until gross profit has repaid the cost of acquisition. */
    public static final Bands PAYBACK = new Bands(
            "CAC payback",
            Unit.MONTHS,
            List.of(
                    new Band(12, false, "healthy", "repaid within a year"),
                    new Band(18, true, "acceptable for enterprise", "long for anything but enterprise contracts"),
                    new Band(24, true, "concerning", "cash-flow risk"),
                    new Band(Double.POSITIVE_INFINITY, true, "dangerous", "dangerous unless heavily funded")));

    private final String scale;
    private final Unit unit;
    private final List<Band> bands;

    private Bands(String scale, Unit unit, List<Band> bands) {
        this.scale = scale;
        this.unit = unit;
        this.bands = bands;
    }

    /**
     * The same scale with other bands, written from low to high as {@code <1 losing money; <=2 thin; <3 low; else good}.
     *
     * @throws IllegalArgumentException if limits do not rise or the last band is not {@code else}
     */
    public Bands with(String text) {
        List<Band> others = new ArrayList<>();
        double previous = Double.NEGATIVE_INFINITY;
        for (String part : text.split(";", -1)) {
            Band band = band(part.strip(), text);
            if (!(band.upper() > previous)) {
                throw new IllegalArgumentException("bands must have rising limits, was \"" + text + "\"");
            }
            previous = band.upper();
            others.add(band);
        }
        if (previous != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "bands must end with \"else NAME\" so that nothing falls between them, was \"" + text + "\"");
        }
        return new Bands(scale, unit, List.copyOf(others));
    }

    private static Band band(String part, String text) {
        int space = part.indexOf(' ');
        String limit = space < 0 ? part : part.substring(0, space);
        String label = space < 0 ? "" : part.substring(space + 1).strip();
        boolean closed = limit.startsWith("<=");
        if (label.isEmpty() || !(limit.equals("else") || limit.startsWith("<"))) {
            throw new IllegalArgumentException(
                    "bands must read like \"<1 losing money; <=3 low; else good\", was \"" + text + "\"");
        }
        double upper = limit.equals("else")
                ? Double.POSITIVE_INFINITY
                : NumberText.number("bands", limit.substring(closed ? 2 : 1));
        return new Band(upper, closed || limit.equals("else"), label, "");
    }

    /** The band that holds the figure; the figure must not be NaN. */
    public Reading read(double figure) {
        double lower = Double.NEGATIVE_INFINITY;
        boolean lowerClosed = false;
        for (Band band : bands) {
            if (band.holds(figure)) {
                String range = range(lower, lowerClosed, band);
                return new Reading(scale, Figures.show(figure, unit, ""), band.label(), range, band.meaning());
            }
            lower = band.upper();
            lowerClosed = !band.closed();
        }
        throw new IllegalArgumentException("figure must be a number, was " + figure);
    }

    private String range(double lower, boolean lowerClosed, Band band) {
        String from = lower == Double.NEGATIVE_INFINITY ? "" : (lowerClosed ? "from " : "above ") + limit(lower);
        if (band.upper() == Double.POSITIVE_INFINITY) {
            return from.isEmpty() ? "everything" : from;
        }
        String to = (band.closed() ? "to " : "to below ") + limit(band.upper());
        return from.isEmpty() ? (band.closed() ? "up to " : "below ") + limit(band.upper()) : from + " " + to;
    }

    private String limit(double value) {
        return Figures.show(value, unit, "");
    }
}
