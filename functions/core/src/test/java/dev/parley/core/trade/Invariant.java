package dev.parley.core.trade;

/** What holds after every step, whatever happens. */
enum Invariant {
  /** A transfer sums to zero, and so does everything in one currency. */
  TRANSFERS_SUM_TO_ZERO,
  /** The newest line of a book is what all its lines come to. */
  HEAD_IS_FOLD,
  /** No balance is below what it may be, or above. */
  BALANCES_KEEP_THEIR_BOUNDS,
  /** Lines are numbered, linked by hashes, and never change. */
  LINES_ARE_CHAINED_FOR_EVER,
  /** paid + advanced = released + refunded + commission + held, for every order. */
  EVERY_ORDER_ADDS_UP,
  /** Commission is taken of what the specialist keeps, and none of what is given back. */
  COMMISSION_IS_OF_WHAT_IS_KEPT,
  /** What an order holds is the balance of its escrow, and its stage knows of it. */
  HELD_IS_IN_ESCROW,
  /** What is held is held once and resolved once. */
  A_HOLD_RESOLVES_ONCE,
  /** Time releases nothing before the window has run out. */
  NO_RELEASE_BEFORE_THE_WINDOW_ENDS,
  /** Nothing is released to anybody by time or acceptance while a claim is open. */
  NO_RELEASE_WHILE_A_CLAIM_IS_OPEN,
  /** A specialist's debt is repaid before they receive anything, and not twice. */
  DEBTS_ARE_REPAID_FIRST_AND_ONCE,
  /** Stages follow each other as listed, and no other way. */
  ONLY_LISTED_TRANSITIONS,
  /** Each does to money exactly what is listed. */
  EACH_TRANSITION_HAS_ITS_EFFECT,
  /** The conversation tells of every stage once, in its order. */
  ENTRIES_TELL_OF_THE_STAGES,
  /** A conversation knows how many of its consultations hold money or are worked on. */
  PAID_WORK_IS_COUNTED,
  /** Terms that were agreed on stay, to the letter. */
  AGREED_TERMS_STAY,
  /** No price is above the cap. */
  PRICES_KEEP_THE_CAP,
  /** Nothing in a log or a book happens before what stands in front of it. */
  TIME_GOES_ON,
  /** The same under the same key gets the same receipt for life. */
  SAME_KEY_SAME_RECEIPT,
  /** What was carried out is what somebody has a receipt for. */
  DONE_ONCE_AND_ONLY_WHAT_WAS_WANTED,
  /** Payments go from stage to stage as listed, and no other way. */
  PAYMENTS_GO_ON_AS_LISTED,
  /** What the provider calls by one name comes in once at most, into one wallet or aside. */
  ONE_EXTERNAL_PAYMENT_COMES_IN_ONCE,
  /** Nothing is sent that is not set aside, and nothing is sent twice. */
  ONLY_WHAT_IS_SET_ASIDE_LEAVES,
  /** What has left is nobody's here any more, and what is somebody's again has not left. */
  NEVER_HERE_AND_OUTSIDE,
  /** What is set aside is what is under way, to the kopeck, for every person. */
  SET_ASIDE_IS_UNDER_WAY,
  /** No more goes back of a payment than came by it. */
  NO_MORE_GOES_BACK_THAN_CAME,
  /** In the end every external effect has its transfer, and every transfer its effect. */
  EVERY_EFFECT_HAS_ITS_TRANSFER,
  /** In the end our books say of the provider what its own book says. */
  OUR_BOOK_IS_THE_PROVIDERS,
  /** What happens to somebody's money is told them once, together with it, and nothing else is. */
  WHAT_HAPPENS_TO_MONEY_IS_TOLD,
  /** In the end nothing that was to be gone on with waits. */
  NO_PAYMENT_IS_FORGOTTEN
}
