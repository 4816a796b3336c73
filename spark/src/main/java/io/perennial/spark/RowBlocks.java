// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import io.perennial.model.fit.Blocks;
import io.perennial.model.fit.CompensatedSum;
import io.perennial.model.fit.Objective;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Weighted rows in blocks over the cluster. The block of a row is a hash of the row, and blocks are added in the order of their numbers: so neither the number of
 * partitions, nor that of executors, nor the loss of one changes a digit of any sum.
 */
final class RowBlocks<R> implements Blocks<R> {
    /** Enough to keep hundreds of cores busy, few enough that a block's sums are nothing to send. */
    static final int BLOCKS = 512;

    private static final String BLOCK = "block";

    /** One block: what each array means is for the {@link Kind} to say. */
    @SuppressWarnings("ArrayRecordComponent") // columns on a hot path
    record Block(int number, int[] count, double[] first, double[] second, double[] weight) implements Serializable {}

    /** How rows of a kind are made of a block, and sampled. */
    interface Kind<R> extends Serializable {
        R rows(Block block);

        Block sample(Block block, int rows);
    }

    private final JavaRDD<Block> blocks;
    private final Kind<R> kind;

    private RowBlocks(JavaRDD<Block> blocks, Kind<R> kind) {
        this.blocks = blocks;
        this.kind = kind;
    }

    /**
     * Blocks of rows of an int, two doubles and a weight, which is a double too; no two rows have the same first three.
     *
     * @param partitions of the blocks; any number gives the same sums
     */
    static <R> RowBlocks<R> of(Dataset<Row> rows, int partitions, Kind<R> kind) {
        String[] names = rows.columns();
        Column[] key = {col(names[0]), col(names[1]), col(names[2])};
        JavaRDD<Block> blocks = rows.withColumn(BLOCK, pmod(hash(key), lit(BLOCKS)))
                .repartition(partitions, col(BLOCK))
                .sortWithinPartitions(col(BLOCK), key[0], key[1], key[2])
                .javaRDD()
                .mapPartitions(RowBlocks::cut)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new RowBlocks<>(blocks, kind);
    }

    void release() {
        blocks.unpersist();
    }

    @Override
    public Objective sum(int dimension, Likelihood<R> likelihood) {
        return new Sum<>(blocks, kind, dimension, likelihood);
    }

    @Override
    public R sample(int rows) {
        int each = Math.max(1, rows / BLOCKS);
        Kind<R> of = kind;
        List<Block> parts =
                new ArrayList<>(blocks.map(block -> of.sample(block, each)).collect());
        parts.sort(Comparator.comparingInt(Block::number));
        return kind.rows(joined(parts));
    }

    private static Iterator<Block> cut(Iterator<Row> rows) {
        List<Block> blocks = new ArrayList<>();
        List<Row> block = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            if (!block.isEmpty() && block.get(0).getInt(4) != row.getInt(4)) {
                blocks.add(block(block));
                block.clear();
            }
            block.add(row);
        }
        if (!block.isEmpty()) {
            blocks.add(block(block));
        }
        return blocks.iterator();
    }

    private static Block block(List<Row> rows) {
        return new Block(
                rows.get(0).getInt(4),
                rows.stream().mapToInt(row -> row.getInt(0)).toArray(),
                rows.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
                rows.stream().mapToDouble(row -> row.getDouble(2)).toArray(),
                rows.stream().mapToDouble(row -> row.getDouble(3)).toArray());
    }

    private static Block joined(List<Block> parts) {
        return new Block(
                0,
                parts.stream().flatMapToInt(b -> Arrays.stream(b.count())).toArray(),
                parts.stream().flatMapToDouble(b -> Arrays.stream(b.first())).toArray(),
                parts.stream().flatMapToDouble(b -> Arrays.stream(b.second())).toArray(),
                parts.stream().flatMapToDouble(b -> Arrays.stream(b.weight())).toArray());
    }

    /** A likelihood over all blocks: each is evaluated where it lies, and the driver adds what comes back. */
    private record Sum<R>(JavaRDD<Block> blocks, Kind<R> kind, int dimension, Likelihood<R> likelihood)
            implements Objective {
        @Override
        public double evaluate(double[] point, double[] gradient) {
            return evaluate(point, gradient, new double[dimension][dimension]);
        }

        @Override
        public double evaluate(double[] point, double[] gradient, double[][] hessian) {
            Kind<R> of = kind;
            Likelihood<R> at = likelihood;
            List<double[]> parts = new ArrayList<>(blocks.map(block -> part(block, at.of(of.rows(block)), point))
                    .collect());
            parts.sort(Comparator.comparingDouble(part -> part[0]));
            CompensatedSum sum = new CompensatedSum(2 + dimension + dimension * dimension);
            parts.forEach(sum::add);
            double[] total = sum.value();
            for (int i = 0; i < dimension; i++) {
                gradient[i] = total[2 + i];
                System.arraycopy(total, 2 + dimension + i * dimension, hessian[i], 0, dimension);
            }
            return total[1];
        }

        /** Number of the block, value, gradient, Hessian by rows. */
        private static double[] part(Block block, Objective objective, double[] point) {
            int n = objective.dimension();
            double[] gradient = new double[n];
            double[][] hessian = new double[n][n];
            double[] part = new double[2 + n + n * n];
            part[0] = block.number();
            part[1] = objective.evaluate(point, gradient, hessian);
            System.arraycopy(gradient, 0, part, 2, n);
            for (int i = 0; i < n; i++) {
                System.arraycopy(hessian[i], 0, part, 2 + n + i * n, n);
            }
            return part;
        }
    }
}
