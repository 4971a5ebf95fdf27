package cl.fizko.chat.domain.message;

import java.util.Optional;

/**
 * What a message says. Each kind prints without the words it holds, for they are personal data.
 */
public sealed interface MessageContent
        permits MessageContent.Text,
                MessageContent.Media,
                MessageContent.Location,
                MessageContent.Contacts,
                MessageContent.Choice,
                MessageContent.FormReply,
                MessageContent.Reaction,
                MessageContent.SystemNotice,
                MessageContent.Unsupported,
                MessageContent.Edit,
                MessageContent.Removal,
                ReplyButtons,
                ChoiceList,
                TemplateMessage {

    /** The kind's name in the database and the API, e.g. {@code text}. */
    String type();

    /** The words that the writer wrote or chose: a body, a caption, a button's title, a transcript. */
    Optional<String> words();

    /** Plain words, 1 to 4096 characters when sent (Meta Cloud API, "Text messages"). */
    record Text(String body) implements MessageContent {
        @Override
        public String type() {
            return "text";
        }

        @Override
        public Optional<String> words() {
            return Optional.of(body);
        }

        @Override
        public String toString() {
            return "Text[" + body.length() + " characters]";
        }
    }

    /**
     * A file.
     *
     * @param caption the writer's words under it
     * @param transcript speech turned into text by the provider; may be wrong
     */
    record Media(MediaKind kind, MediaReference file, Optional<String> caption, Optional<String> transcript)
            implements MessageContent {
        @Override
        public String type() {
            return kind.wireName();
        }

        @Override
        public Optional<String> words() {
            return caption.or(() -> transcript);
        }

        @Override
        public String toString() {
            return "Media[" + kind + "]";
        }
    }

    /** A place; degrees, WGS 84. */
    record Location(double latitude, double longitude, Optional<String> name, Optional<String> address)
            implements MessageContent {
        @Override
        public String type() {
            return "location";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Location[***]";
        }
    }

    /** Shared contact cards, kept as the provider's JSON. */
    record Contacts(String cardsJson) implements MessageContent {
        @Override
        public String type() {
            return "contacts";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Contacts[***]";
        }
    }

    /**
     * A tap on one of the choices we offered: a reply button, a list row, or a template's quick reply.
     *
     * @param id what we called the choice
     * @param title what the customer saw
     */
    record Choice(String id, String title) implements MessageContent {
        @Override
        public String type() {
            return "choice";
        }

        @Override
        public Optional<String> words() {
            return Optional.of(title);
        }

        /** A button without an id of its own has its words for one. */
        @Override
        public String toString() {
            return id.equals(title) ? "Choice[***]" : "Choice[" + id + "]";
        }
    }

    /** A filled-in form (WhatsApp Flow); the answers as the provider's JSON. */
    record FormReply(String name, String answersJson) implements MessageContent {
        @Override
        public String type() {
            return "form_reply";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "FormReply[" + name + "]";
        }
    }

    /**
     * An emoji on an earlier message.
     *
     * @param target the message reacted to
     * @param emoji empty when the reaction was taken back
     */
    record Reaction(ExternalId target, Optional<String> emoji) implements MessageContent {
        @Override
        public String type() {
            return "reaction";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return emoji.isPresent() ? "Reaction[***]" : "Reaction[taken back]";
        }
    }

    /**
     * The writer's correction of an earlier message, which stays as it was (Meta, "Edit messages webhook").
     *
     * @param target the message corrected
     * @param corrected what it says now; never an edit or a removal itself
     */
    record Edit(ExternalId target, MessageContent corrected) implements MessageContent {
        public Edit {
            if (corrected instanceof Edit || corrected instanceof Removal) {
                throw new IllegalArgumentException("a correction says something");
            }
        }

        @Override
        public String type() {
            return "edit";
        }

        @Override
        public Optional<String> words() {
            return corrected.words();
        }

        @Override
        public String toString() {
            return "Edit[" + corrected + "]";
        }
    }

    /**
     * The writer took an earlier message back, which we keep (Meta, "Revoke messages webhook").
     *
     * @param target the message taken back
     */
    record Removal(ExternalId target) implements MessageContent {
        @Override
        public String type() {
            return "removal";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Removal[]";
        }
    }

    /** Something that WhatsApp itself says, e.g. that the customer changed number. */
    record SystemNotice(String kind) implements MessageContent {
        @Override
        public String type() {
            return "system";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }
    }

    /**
     * A kind of message that cannot be shown.
     *
     * @param providerType what the provider calls it
     */
    record Unsupported(String providerType) implements MessageContent {
        @Override
        public String type() {
            return "unsupported";
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }
    }
}
