package cl.fizko.chat.domain.contact;

import java.util.Optional;

/**
 * How a person is reached: by phone number, by business-scoped user id, or by both when both are known. At least one is.
 */
public record ContactAddress(Optional<PhoneNumber> phone, Optional<BusinessScopedUserId> userId) {

    public ContactAddress {
        if (phone.isEmpty() && userId.isEmpty()) {
            throw new IllegalArgumentException("a contact has a phone number or a business-scoped user id");
        }
    }

    public static ContactAddress of(PhoneNumber phone) {
        return new ContactAddress(Optional.of(phone), Optional.empty());
    }
}
