package cl.fizko.chat.domain.template;

/** Meta's categories of templates; they decide the price and who may be written to. */
public enum TemplateCategory {
    MARKETING,
    UTILITY,
    AUTHENTICATION
}
