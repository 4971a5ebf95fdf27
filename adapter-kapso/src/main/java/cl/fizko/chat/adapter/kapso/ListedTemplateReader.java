package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.template.ProviderTemplate;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateShape;
import cl.fizko.chat.domain.template.TemplateShape.ButtonKind;
import cl.fizko.chat.domain.template.TemplateShape.ButtonShape;
import cl.fizko.chat.domain.template.TemplateShape.HeaderKind;
import cl.fizko.chat.domain.template.TemplateShape.HeaderShape;
import cl.fizko.chat.domain.template.TemplateShape.VariableFormat;
import cl.fizko.chat.domain.template.TemplateStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Templates as Meta lists them (Meta, "Message templates"; upper case is not to be relied on). */
final class ListedTemplateReader {

    private ListedTemplateReader() {}

    /** @throws NotUnderstood if it has no id, name or language */
    static ProviderTemplate read(Field template) {
        return new ProviderTemplate(
                template.at("id").requiredText(),
                template.at("name").requiredText(),
                template.at("language").requiredText(),
                status(template.at("status")),
                category(template.at("category")),
                shape(template),
                template.at("rejected_reason").optionalText().filter(reason -> !reason.equalsIgnoreCase("NONE")));
    }

    static TemplateStatus status(Field field) {
        var name = upper(field);
        return Arrays.stream(TemplateStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(TemplateStatus.OTHER);
    }

    /** The names before 2023 are still met; what is none of them counts as marketing, which is the strictest. */
    static TemplateCategory category(Field field) {
        return switch (upper(field)) {
            case "UTILITY", "TRANSACTIONAL" -> TemplateCategory.UTILITY;
            case "AUTHENTICATION", "OTP" -> TemplateCategory.AUTHENTICATION;
            default -> TemplateCategory.MARKETING;
        };
    }

    private static TemplateShape shape(Field template) {
        var header = Optional.<HeaderShape>empty();
        var body = List.<String>of();
        var buttons = new ArrayList<ButtonShape>();
        for (var component : template.at("components").elements()) {
            switch (upper(component.at("type"))) {
                case "HEADER" -> header = header(component);
                case "BODY" ->
                    body = Gaps.names(component.at("text").optionalText().orElse(""));
                case "BUTTONS" -> component.at("buttons").elements().forEach(button -> buttons.add(button(button)));
                default -> {
                    // A footer needs nothing, and what else there is cannot be given a value.
                }
            }
        }
        return new TemplateShape(format(template, body, header), header, body, buttons);
    }

    private static Optional<HeaderShape> header(Field component) {
        return switch (upper(component.at("format"))) {
            case "TEXT" ->
                Gaps.names(component.at("text").optionalText().orElse("")).stream()
                        .findFirst()
                        .map(name -> new HeaderShape(HeaderKind.TEXT, Optional.of(name)));
            case "IMAGE" -> Optional.of(new HeaderShape(HeaderKind.IMAGE, Optional.empty()));
            case "VIDEO" -> Optional.of(new HeaderShape(HeaderKind.VIDEO, Optional.empty()));
            case "DOCUMENT" -> Optional.of(new HeaderShape(HeaderKind.DOCUMENT, Optional.empty()));
            case "LOCATION" -> Optional.of(new HeaderShape(HeaderKind.LOCATION, Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** An authentication template's button is sent as an address, whose end is the code (Meta, "Authentication templates"). */
    private static ButtonShape button(Field button) {
        return switch (upper(button.at("type"))) {
            case "URL" ->
                new ButtonShape(
                        ButtonKind.URL,
                        !Gaps.names(button.at("url").optionalText().orElse("")).isEmpty());
            case "OTP" -> new ButtonShape(ButtonKind.URL, true);
            case "QUICK_REPLY" -> new ButtonShape(ButtonKind.QUICK_REPLY, false);
            case "COPY_CODE" -> new ButtonShape(ButtonKind.COPY_CODE, true);
            default -> new ButtonShape(ButtonKind.OTHER, false);
        };
    }

    /** As it says, in any case; older lists do not say, and then the gaps tell. */
    private static VariableFormat format(Field template, List<String> body, Optional<HeaderShape> header) {
        return switch (upper(template.at("parameter_format"))) {
            case "NAMED" -> VariableFormat.NAMED;
            case "POSITIONAL" -> VariableFormat.POSITIONAL;
            default -> {
                var names = new ArrayList<>(body);
                header.flatMap(HeaderShape::variable).ifPresent(names::add);
                yield names.stream().allMatch(TemplateValues::isPosition)
                        ? VariableFormat.POSITIONAL
                        : VariableFormat.NAMED;
            }
        };
    }

    private static String upper(Field field) {
        return field.optionalText().orElse("").strip().toUpperCase(Locale.ROOT);
    }
}
