package cl.fizko.chat.domain.tax;

/** What a Chilean public holiday celebrates. */
public enum Feast {
    NEW_YEAR(true),
    NEW_YEAR_BRIDGE(false),
    GOOD_FRIDAY(false),
    HOLY_SATURDAY(false),
    LABOUR_DAY(true),
    NAVAL_GLORIES(false),
    INDIGENOUS_PEOPLES(false),
    SAINTS_PETER_AND_PAUL(false),
    OUR_LADY_OF_CARMEL(false),
    ASSUMPTION(false),
    INDEPENDENCE_BRIDGE(false),
    INDEPENDENCE(true),
    ARMY_GLORIES(true),
    TWO_WORLDS(false),
    EVANGELICAL_CHURCHES(false),
    ALL_SAINTS(false),
    IMMACULATE_CONCEPTION(false),
    CHRISTMAS(true);

    private final boolean irrenunciable;

    Feast(boolean irrenunciable) {
        this.irrenunciable = irrenunciable;
    }

    /** Whether shops must close as well ({@code feriado irrenunciable}, Ley 19.973). */
    public boolean isIrrenunciable() {
        return irrenunciable;
    }
}
