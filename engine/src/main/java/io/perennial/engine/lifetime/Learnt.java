// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.run.PurchaseLearning;
import java.util.Optional;

/**
 * What forecasts of one day learnt from its history, so that those of another day can rest on it: the difference is then not one of models. Opaque to callers.
 */
public final class Learnt {
    /** Everything is learnt anew. */
    public static final Learnt NOTHING = new Learnt(Optional.empty(), Optional.empty(), Optional.empty());

    private final Optional<PurchaseLearning> purchases;
    private final Optional<SubscriberHabits> subscribers;
    private final Optional<AccountHabits> accounts;

    private Learnt(
            Optional<PurchaseLearning> purchases,
            Optional<SubscriberHabits> subscribers,
            Optional<AccountHabits> accounts) {
        this.purchases = purchases;
        this.subscribers = subscribers;
        this.accounts = accounts;
    }

    static Learnt of(Optional<PurchaseLearning> purchases) {
        return new Learnt(purchases, Optional.empty(), Optional.empty());
    }

    static Learnt of(SubscriberHabits subscribers) {
        return new Learnt(Optional.empty(), Optional.of(subscribers), Optional.empty());
    }

    static Learnt of(AccountHabits accounts) {
        return new Learnt(Optional.empty(), Optional.empty(), Optional.of(accounts));
    }

    /** Only which purchase models are used and how they are corrected; they are fitted anew, and so is all else. */
    public Learnt choiceOnly() {
        return of(purchases.map(PurchaseLearning::choiceOnly));
    }

    /** What this one knows, else what the other one does. */
    Learnt or(Learnt other) {
        return new Learnt(
                purchases.or(other::purchases), subscribers.or(other::subscribers), accounts.or(other::accounts));
    }

    Optional<PurchaseLearning> purchases() {
        return purchases;
    }

    Optional<SubscriberHabits> subscribers() {
        return subscribers;
    }

    Optional<AccountHabits> accounts() {
        return accounts;
    }
}
