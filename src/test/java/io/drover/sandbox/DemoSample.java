package io.drover.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Makes the sample that {@code demo} loads, {@code src/main/resources/demo/customers.csv}. To make it anew after a
 * change here, run {@link #main} in the project's folder.
 *
 * <p>Of {@link #RECORDS} records one can't be parsed (it has a cell too many), and the sandbox refuses
 * {@link #WITHOUT_CITY} and {@link #WITH_BAD_EMAIL}.
 */
final class DemoSample {
    static final int RECORDS = 1000;
    static final int RAGGED = 613;
    static final List<Integer> WITHOUT_CITY = List.of(48, 171, 305, 466, 722, 941);
    static final List<Integer> WITH_BAD_EMAIL = List.of(7, 119, 288, 530, 684, 859);

    private static final String HEADER = "id,first_name,last_name,email,phone,street,city,country,amount,note\n";
    private static final List<Person> PEOPLE = List.of(
            new Person("Anna", "Müller", "Lindenstraße", "Köln", "DE", "+49 221"),
            new Person("John", "Smith", "High Street", "Leeds", "GB", "+44 113"),
            new Person("太郎", "山田", "中央通り", "東京", "JP", "+81 3"),
            new Person("Zoë", "O'Brien", "Quay Road", "Galway", "IE", "+353 91"),
            new Person("José", "Núñez", "Calle Mayor", "Málaga", "ES", "+34 952"),
            new Person("Søren", "Ångström", "Nørregade", "Århus", "DK", "+45 86"),
            new Person("Priya", "Nair", "M. G. Road", "Kochi", "IN", "+91 484"),
            new Person("Łukasz", "Żółć", "Święty Marcin", "Poznań", "PL", "+48 61"),
            new Person("Ольга", "Иванова", "ул. Ленина", "Almaty", "KZ", "+7 727"),
            new Person("Chloé", "Lefèvre", "Rue de la Paix", "Besançon", "FR", "+33 381"),
            new Person("花子", "佐藤", "桜通り", "名古屋", "JP", "+81 52"));
    private static final List<String> NOTES = List.of(
            "",
            "",
            "",
            "prefers e-mail",
            "\"calls herself \"\"Annie\"\"\"",
            "\"second line follows:\nring twice\"",
            "",
            "thanks 🎉",
            "\"wants blue, not green\"",
            "",
            "-10 % agreed",
            "\"three\nlines, and a \"\"quote\"\"\n👋\"",
            "注文は月曜日");

    private record Person(
            String firstName, String lastName, String street, String city, String country, String phonePrefix) {}

    private DemoSample() {}

    /** Writes the sample where the build takes it from. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of("src/main/resources/demo/customers.csv"), text(), UTF_8);
    }

    /** The whole file. The same text at every call. */
    static String text() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int ordinal = 1; ordinal <= RECORDS; ordinal++) {
            text.append(record(ordinal));
        }
        return text.toString();
    }

    private static String record(int ordinal) {
        // Names and places run through at different paces, so that neighbours differ.
        Person person = PEOPLE.get(ordinal * 7 % PEOPLE.size());
        String lastName =
                PEOPLE.get(ordinal * 3 / PEOPLE.size() % PEOPLE.size()).lastName();
        String id = String.format(Locale.ROOT, "C%05d", 10_000 + ordinal);
        String at = WITH_BAD_EMAIL.contains(ordinal) ? "(at)" : "@";
        String email = id.toLowerCase(Locale.ROOT) + at + "example.com";
        String phone = person.phonePrefix() + " " + (100_000 + ordinal * 7919L % 900_000);
        String street = "\"" + person.street() + ", " + (ordinal % 97 + 1) + "\"";
        String city = WITHOUT_CITY.contains(ordinal) ? "" : person.city();
        long cents = ordinal * 104_729L % 1_000_000;
        String amount = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        String note = NOTES.get(ordinal * 5 % NOTES.size());
        String tooMuch = ordinal == RAGGED ? ",one cell too many" : "";
        return String.join(
                        ",",
                        id,
                        person.firstName(),
                        lastName,
                        email,
                        phone,
                        street,
                        city,
                        person.country(),
                        amount,
                        note)
                + tooMuch
                + "\n";
    }
}
