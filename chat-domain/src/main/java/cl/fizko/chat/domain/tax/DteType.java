package cl.fizko.chat.domain.tax;

import java.util.Arrays;
import java.util.Optional;

/**
 * The electronic tax documents (documentos tributarios electrónicos) that a business issues, by the SII's code.
 *
 * <p>Folios expire for those that give the buyer IVA credit (SII Res. Ex. 58/2017; FAQ 6968); only four may be assigned to
 * a factor (Ley 19.983).
 */
public enum DteType {
    INVOICE(33, true, true),
    EXEMPT_INVOICE(34, false, true),
    RECEIPT(39, false, false),
    EXEMPT_RECEIPT(41, false, false),
    SETTLEMENT_INVOICE(43, true, true),
    PURCHASE_INVOICE(46, true, true),
    DISPATCH_GUIDE(52, false, false),
    DEBIT_NOTE(56, true, false),
    CREDIT_NOTE(61, true, false),
    EXPORT_INVOICE(110, false, false),
    EXPORT_DEBIT_NOTE(111, false, false),
    EXPORT_CREDIT_NOTE(112, false, false);

    private final int code;
    private final boolean foliosExpire;
    private final boolean assignable;

    DteType(int code, boolean foliosExpire, boolean assignable) {
        this.code = code;
        this.foliosExpire = foliosExpire;
        this.assignable = assignable;
    }

    /** The SII's code, e.g. 33. */
    public int code() {
        return code;
    }

    /** Whether its folios are void six months after the SII authorised them. */
    public boolean foliosExpire() {
        return foliosExpire;
    }

    /** Whether it can be assigned to a factor, as long as it is neither claimed nor voided. */
    public boolean isAssignable() {
        return assignable;
    }

    /** The document of a code; empty for the codes of paper documents and unknown ones. */
    public static Optional<DteType> ofCode(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }
}
