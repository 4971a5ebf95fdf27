package cl.fizko.chat.bootstrap.config;

/** How the virtual machine compiles what runs often. */
public enum CompilerChoice {
    /** Once and quickly; what that costs is told in ADR 16. */
    QUICK,
    /** As the virtual machine does by itself: what runs often a second time and thoroughly. */
    THOROUGH;

    /**
     * The choice of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static CompilerChoice of(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "thorough" -> THOROUGH;
            default -> throw new IllegalArgumentException("neither");
        };
    }
}
