// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a run works with and leaves behind: the scratch database, the files that appear whole or not at all, the stages and their seconds. Open {@link io.perennial.engine.workspace.Workspace}.
 */
@NullMarked
package io.perennial.engine.workspace;

import org.jspecify.annotations.NullMarked;
