// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Fitted models as files. Open {@link io.perennial.engine.artefact.SavedModel}; {@code docs/MODEL-FILE.md} describes the format.
 */
@NullMarked
package io.perennial.engine.artefact;

import org.jspecify.annotations.NullMarked;
