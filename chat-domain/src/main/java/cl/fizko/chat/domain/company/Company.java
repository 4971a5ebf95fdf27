package cl.fizko.chat.domain.company;

/**
 * An accounting company that uses the system for its clients.
 *
 * @param name how it calls itself, 1 to 200 characters
 * @param rut its tax id
 */
public record Company(CompanyId id, String name, Rut rut) {

    public Company {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("a company's name has 1 to 200 characters");
        }
    }
}
