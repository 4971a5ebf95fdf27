package cl.fizko.chat.bootstrap.config;

/** How the virtual machine compiles what runs often; ADR 16 says what each costs. */
public enum CompilerChoice {
    /** By its first compiler, but for cryptography. */
    QUICK,
    /** As it does by itself: thoroughly, by its second compiler. */
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
            default -> throw new IllegalArgumentException("neither quick nor thorough");
        };
    }
}
