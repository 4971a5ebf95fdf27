package cl.fizko.chat.application.setup;

import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.CompanyRepository;
import jakarta.inject.Inject;

/** Use case: takes a new company in. */
public final class CreateCompany {

    private final CompanyRepository companies;

    @Inject
    public CreateCompany(CompanyRepository companies) {
        this.companies = companies;
    }

    /**
     * Adds the company.
     *
     * @throws IllegalArgumentException if the name or the RUT is not one
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if another company has the RUT
     */
    public Company create(String name, String rut) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        return companies.add(name.strip(), Rut.parse(rut));
    }
}
