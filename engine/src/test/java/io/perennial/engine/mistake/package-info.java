// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the detectors: for every mistake a company that makes it, one that does not, and one of which it cannot be told. */
@org.jspecify.annotations.NullMarked
package io.perennial.engine.mistake;
