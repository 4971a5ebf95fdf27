package cl.fizko.chat.application.privacy;

/** Is told how far a long piece of work is, by the thread that does it. */
public interface Progress {

    /** Nobody watches. */
    Progress UNWATCHED = new Progress() {
        @Override
        public void expect(long records) {}

        @Override
        public void done(long records) {}
    };

    /** About so many records more are to be looked at. */
    void expect(long records);

    /** So many more have been. */
    void done(long records);
}
