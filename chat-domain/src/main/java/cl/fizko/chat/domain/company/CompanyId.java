package cl.fizko.chat.domain.company;

/** Identifies a company, i.e. a tenant. Every row of data belongs to exactly one. */
public record CompanyId(long value) {

    public CompanyId {
        if (value < 1) {
            throw new IllegalArgumentException("a company id is a positive number but is " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
