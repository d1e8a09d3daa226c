/**
 * A sandbox provider of payments: a program of its own that takes payments on a page, pays out,
 * refunds, tells by signed webhooks, keeps a book, and can be made to misbehave. It shares nothing
 * with what is tried against it. Everything is kept in memory, within {@link
 * dev.parley.provider.account.Limits}. With a folder for data it goes on at its next start where it
 * ended, even after a kill: what it knows is the same; what was to be told or paid later, whom to
 * tell and behaviours that were set are forgotten. No id is given out twice, even by another
 * provider.
 *
 * <p>Bodies are JSON. Money is {@code {"amount": 150000, "currency": "RUB"}} in minor units, from 1
 * to 10<sup>12</sup>; times are RFC 3339 in UTC. Errors are {@code {"code": "…", "message": "…"}}
 * with a code that stays. Unknown fields and parameters are refused.
 *
 * <h2>The merchant's calls</h2>
 *
 * All carry {@code Authorization: Bearer <key>}; POSTs carry {@code Idempotency-Key} (1 to 200
 * visible characters, one space of names for all POSTs). The first time 201; the same key and body
 * again: the same object as it stands now, 200; another body: 422 {@code idempotency_mismatch}. A
 * refused request does not use its key up.
 *
 * <ul>
 *   <li>{@code POST /v1/payments} {reference, amount, description, returnUrl?} gives {id,
 *       reference?, amount, status, takenBack, url}; status is waiting, paid, refused, returned or
 *       charged_back. {@code url} is the payer's page.
 *   <li>{@code GET /v1/payments/{id}}, and {@code GET /v1/payments?reference=} gives {payments:
 *       […]}.
 *   <li>{@code POST /v1/payouts} {reference, amount, purse} gives {id, reference, amount, status,
 *       reason?}; status is waiting, paid or failed. The account may go below zero.
 *   <li>{@code POST /v1/refunds} {reference, payment, amount} gives the same; 422 {@code refused}
 *       where less is left of the payment: what was taken back and what other refunds have taken,
 *       or wait to take, is not left.
 *   <li>{@code GET /v1/payouts?reference=} and {@code GET /v1/refunds?reference=} give {payouts:
 *       […]}, {refunds: […]}.
 *   <li>{@code GET /v1/book?from=&until=&after=&limit=} gives {operations: [{id, kind, of,
 *       reference?, amount, at}], complete}: settled operations at or after {@code from} and before
 *       {@code until}, in their order, after the operation {@code after}; {@code complete} is false
 *       where more follow. Amounts are signed: payment is above zero, payout, refund, return and
 *       chargeback below. 100 unless {@code limit} says otherwise, at most 1,000.
 * </ul>
 *
 * <h2>The payer's page</h2>
 *
 * {@code GET /pay/{id}}; its buttons {@code POST /pay/{id}} as a form with {@code action=} pay,
 * refuse, pay_later (with {@code minutes=}, 5 unless said), pay_tell_twice (the same event under
 * the same id), pay_never_tell or pay_twice, and lead (303) to returnUrl, or to the page. What is
 * waiting no more answers 409.
 *
 * <h2>Control</h2>
 *
 * Without a key, under {@code /control}; for programs on this machine only.
 *
 * <ul>
 *   <li>{@code POST payments/{id}/return} and {@code /chargeback} {amount?}: all that is left, or a
 *       part of it.
 *   <li>{@code POST strays} {reference?, amount, told?}: a payment that nobody announced, told
 *       unless told is false.
 *   <li>{@code POST payouts/next} {behaviour}: of the next payout or refund for which none is set
 *       yet. pay: at once; fail; wait: until it is settled; never: so, too, but nothing is told;
 *       lose_request: the connection is cut and nothing is kept; lose_answer: it is paid and told,
 *       and the connection cut.
 *   <li>{@code POST payouts/{id}/settle} {status}: paid or failed, of a payout or a refund that
 *       waits.
 *   <li>{@code POST book/plant} {kind, amount}: an operation without anything that it would be of;
 *       the amount is above zero and gets its kind's sign.
 *   <li>{@code POST webhooks} {url, key, clock?}: whom to tell, with which key (or several with
 *       spaces between: each signs) and whose time it is. Without a clock it is the system's.
 *       Answers 400 {@code unknown_clock} where the clock does not say how far it is ahead.
 *   <li>{@code GET book/sum} gives the balance by currency, {"RUB": 150000}, if three ways to find
 *       it agree, else 500.
 * </ul>
 *
 * <h2>Webhooks</h2>
 *
 * As https://www.standardwebhooks.com has them: {@code webhook-id}, {@code webhook-timestamp} in
 * seconds and {@code webhook-signature} of {@code id.timestamp.body}. The body is {@code {"type",
 * "timestamp", "data"}}; types are payment. paid, refused, returned and charged_back, payout. and
 * refund. paid and failed. What is not taken with 2xx within 10 seconds is sent again after 5 s, 30
 * s, 2 min and 10 min of the provider's clock, and then given up; what happens before anybody is to
 * be told is not told. Events can overtake each other.
 */
package dev.parley.provider;
