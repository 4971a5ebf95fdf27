package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.application.privacy.EraseContact;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.BusinessScopedUserId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which person of which company a command is about. */
final class PersonOptions {

    @Option(names = "--phone", description = "The person's number with its country, e.g. +56912345678.")
    private @Nullable String phone;

    @Option(names = "--user_id", description = "Or their business-scoped user id, e.g. CL.5550112233445566.")
    private @Nullable String userId;

    @Option(names = "--company_id", description = "The company; without it every company that knows the person.")
    private @Nullable Long companyId;

    ContactAddress person() {
        if (phone == null && userId == null) {
            throw new IllegalArgumentException("--phone or --user_id: who is it about?");
        }
        return new ContactAddress(
                Optional.ofNullable(phone)
                        .map(text -> PhoneNumber.parse(text)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "--phone: a number with its country, like +56912345678"))),
                Optional.ofNullable(userId).map(BusinessScopedUserId::new));
    }

    /** The one that was named, or all that know the person. */
    List<CompanyId> companies(EraseContact contacts) {
        if (companyId != null) {
            return List.of(new CompanyId(companyId));
        }
        var found = contacts.companiesOf(person());
        if (found.isEmpty()) {
            throw new CliException("no company knows this person; --company_id searches one all the same");
        }
        return found;
    }
}
