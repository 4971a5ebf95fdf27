package cl.fizko.chat.domain.message;

import java.util.List;
import java.util.Optional;

/**
 * What WhatsApp allows in an outgoing message, so that a wrong one is refused here, by field, and not by the provider, in riddles.
 * Some providers allow less; they check that themselves.
 *
 * <p>Lengths are counted in UTF-16 units, as {@link String#length()} does. Meta says "characters" and not which; an emoji has two
 * units and one code point, so what fits by this count fits by both.
 */
public final class ContentLimits {

    /** Meta Cloud API, "Text messages". */
    public static final int TEXT = 4096;

    /** Meta Cloud API, "Image messages", "Video messages" and "Document messages". */
    public static final int CAPTION = 1024;

    /** Kapso's client refuses more (whatsapp-cloud-api-js, document messages). */
    public static final int FILENAME = 240;

    /** Kapso's client refuses more (whatsapp-cloud-api-js, location messages). */
    public static final int PLACE_NAME = 100;

    /** Kapso's client refuses more (whatsapp-cloud-api-js, location messages). */
    public static final int PLACE_ADDRESS = 300;

    private ContentLimits() {}

    /**
     * Everything that keeps a content from being sent; empty when nothing does. The cards of {@link MessageContent.Contacts} are
     * JSON, which only a provider can read: it checks that there are 1 to 257.
     */
    public static List<FieldProblem> problems(MessageContent content) {
        var problems = new FieldProblems();
        if (content instanceof MessageContent.Text text) {
            problems.text("body", text.body(), TEXT);
        } else if (content instanceof MessageContent.Media media) {
            check(media, problems);
        } else if (content instanceof MessageContent.Location location) {
            check("", location, problems);
        } else if (content instanceof MessageContent.Contacts contacts) {
            problems.unless(!contacts.cardsJson().isBlank(), "cards", "is a list of 1 to 257 contact cards");
        } else if (content instanceof MessageContent.Reaction reaction) {
            check(reaction, problems);
        } else if (content instanceof ReplyButtons buttons) {
            InteractiveLimits.check(buttons, problems);
        } else if (content instanceof ChoiceList list) {
            InteractiveLimits.check(list, problems);
        } else if (content instanceof TemplateMessage template) {
            TemplateLimits.check(template, problems);
        } else {
            problems.add("type", content.type() + " can only be received, not sent");
        }
        return problems.found();
    }

    /** Audio and stickers have no caption (Meta, "Audio messages", "Sticker messages"); only a document shows its filename. */
    private static void check(MessageContent.Media media, FieldProblems problems) {
        file("file", media.kind(), media.file(), problems);
        if (media.kind() == MediaKind.AUDIO || media.kind() == MediaKind.STICKER) {
            problems.unless(
                    media.caption().isEmpty(),
                    "caption",
                    media.kind().wireName() + " has no caption: the words need a message of their own");
        } else {
            problems.text("caption", media.caption(), CAPTION);
        }
    }

    /** Exactly one of id and address (Meta, "Media messages"); the file behind an address is fetched by Meta. */
    static void file(String field, MediaKind kind, MediaReference file, FieldProblems problems) {
        if (file.providerId().isPresent() == file.url().isPresent()) {
            problems.add(field, "has either the provider's id of the file or its url, and not both");
        }
        problems.text(field + ".id", file.providerId(), 512);
        file.url().ifPresent(url -> problems.unless(isWebAddress(url), field + ".url", "is an http or https address"));
        if (kind == MediaKind.DOCUMENT) {
            problems.text(field + ".filename", file.filename(), FILENAME);
        }
    }

    /** @param prefix of the fields, e.g. {@code header.}; empty for the content itself */
    static void check(String prefix, MessageContent.Location location, FieldProblems problems) {
        problems.unless(isWithin(location.latitude(), 90), prefix + "latitude", "is from -90 to 90 degrees");
        problems.unless(isWithin(location.longitude(), 180), prefix + "longitude", "is from -180 to 180 degrees");
        problems.text(prefix + "name", location.name(), PLACE_NAME);
        problems.text(prefix + "address", location.address(), PLACE_ADDRESS);
    }

    /** A reaction is to one message and with one emoji; none takes it back (Meta, "Reaction messages"). */
    private static void check(MessageContent.Reaction reaction, FieldProblems problems) {
        problems.unless(PlainText.isWhole(reaction.target().value()), "target", "is the provider's id of a message");
        reaction.emoji()
                .ifPresent(
                        emoji -> problems.unless(PlainText.isEmoji(emoji), "emoji", "is one emoji, or nothing at all"));
    }

    private static boolean isWithin(double degrees, int most) {
        return degrees >= -most && degrees <= most;
    }

    private static boolean isWebAddress(String url) {
        return Optional.of(url)
                .filter(text ->
                        text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "http://", 0, 7))
                .filter(text -> text.length() > 10 && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f))
                .filter(PlainText::isWhole)
                .isPresent();
    }
}
