package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.contact.ContactAddress;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.privacy.Tally;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Outbound port: everything that is held about a person, as JSON objects that the store makes and reads itself, in the version
 * {@value #VERSION} of docs/privacy.md. Thread-safe; an import is not.
 */
public interface ContactArchive {

    /** The one that is written; 1, which had no deliveries, is read as well. A new section is a new version. */
    int VERSION = 2;

    /** What a part is about, in the order in which parts come. */
    enum Section {
        /** Whose the deliveries are, where the person is no contact. */
        PERSON,
        CONTACT,
        CONVERSATION,
        MESSAGE,
        /** A raw delivery of a provider, or the person's part of it. */
        DELIVERY
    }

    /**
     * A part of an archive. Personal data: it prints without its content.
     *
     * @param json one object
     * @param file the message's file, if it was stored
     */
    record Part(Section section, String json, Optional<StoredFile> file) {
        @Override
        public String toString() {
            return "Part[" + section + "]";
        }
    }

    /** The file of a message, and its SHA-256 in hexadecimal, if that is known. */
    record StoredFile(MessageId message, Optional<String> sha256) {}

    /** About how many records {@link #read} looks at. */
    long count(CompanyId company, ContactAddress person);

    /**
     * Reads what a company holds about a person: the contact, the conversations, the messages in order, then raw deliveries, a page at a
     * time. Of somebody who is no contact it reads deliveries, and before them whose they are.
     *
     * @param looked is told how many records more were looked at
     * @return false when there was nothing
     */
    boolean read(CompanyId company, ContactAddress person, Consumer<Part> to, LongConsumer looked);

    /**
     * Begins to store an archive.
     *
     * @throws IllegalArgumentException if the part tells no person
     */
    Import open(CompanyId company, Part first);

    /** An archive on its way in. What is there already, by its id, stays as it is. */
    interface Import {

        ContactAddress person();

        /**
         * Stores parts in one transaction, in their order. Nothing of it is sent or answered.
         *
         * @return what was new
         * @throws IllegalArgumentException if a part cannot be read, or the company has no such business number
         */
        Tally add(List<Part> parts);
    }
}
