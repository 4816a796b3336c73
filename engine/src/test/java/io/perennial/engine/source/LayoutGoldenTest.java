// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files are laid out: headers in several languages, titles, line items, refunds, several files. */
class LayoutGoldenTest {
    @TempDir
    private Path folder;

    private Reader reader;

    @BeforeEach
    void open() throws SQLException {
        reader = new Reader(folder);
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Customer ID;Order Date;Total Amount",
                "user_id;created_at;price_usd",
                "Kundennummer;Bestelldatum;Gesamtbetrag (EUR)",
                "N\u00b0 client;Date de commande;Montant TTC",
                "ID Cliente;Fecha de compra;Importe",
                "Codice cliente;Data dell'ordine;Totale",
                "Klantnummer;Besteldatum;Bedrag",
                "email;date;revenue",
                "CustomerID;InvoiceDate;Sales",
                "Kd-Nr;Belegdatum;Umsatz netto",
                "Identifiant client;Date;Total HT",
                "ID de cliente;Fecha de pedido;Importe",
                "C\u00f3digo do cliente;Data do pedido;Valor total",
                "CUST_ID;TXN_DATE;TXN_AMT",
                "customer_id;placed_at;total",
                "member_number;Order Time;Total Purchase Amount",
                "Buyer User ID;Sale Date;Order Value",
                "From Email Address;Date;Gross",
                "Buyer Name;Order Date (UTC);Item Total",
                "Name;Datum;Betrag",
                "Customer ID;Order Date;Order Total (inc tax)",
                "Customer Email;Purchase Date;Grand Total (Purchased)",
                "顧客ID;注文日;合計金額",
                "客户编号;下单时间;实付金额",
                "客戶編號;訂單日期;訂單金額",
                "고객번호;주문일자;결제금액",
                "Клиент;Дата заказа;Сумма, руб."
            })
    void headers(String header) {
        reader.read(reader.file("o.csv", header + "\n7;2024-01-31;12.50\n8;2024-02-01;3\n"));
        assertThat(reader.lines()).containsExactly("7 2024-01-31 12.5", "8 2024-02-01 3.0");
    }

    @Test
    void quickbooks_calls_the_customer_name_and_the_document_num() {
        OrderReading reading = reader.read(reader.file("o.csv", """
                Some Shop Inc.
                Sales by Customer Detail

                Date,Transaction Type,Num,Name,Memo/Description,Qty,Sales Price,Amount,Balance
                01/31/2024,Invoice,1001,"Lee, Ann",Widget,1,"10.00","10.00","10.00"
                01/31/2024,Invoice,1001,"Lee, Ann",Gadget,2,"5.00","10.00","20.00"
                TOTAL,,,,,,,"$20.00",
                """));
        assertThat(reader.lines()).containsExactly("Lee, Ann 2024-01-31 10.0", "Lee, Ann 2024-01-31 10.0");
        assertThat(reading.rowsQuarantined()).isEqualTo(1);
        assertThat(Reader.codes(reading)).contains("customers-by-name");
    }

    @Test
    void the_name_of_something_that_is_counted_is_no_customer() {
        assertThat(reader.refusal(reader.file("o.csv", "Name,Date,Quantity,Amount\nWidget,2024-01-31,2,10\n")))
                .hasMessageContaining("Cannot tell which column")
                .hasMessageContaining("is the customer");
    }

    @Test
    void the_item_price_of_amazon_is_for_all_pieces() {
        reader.read(reader.file("o.txt", """
                amazon-order-id\tpurchase-date\torder-status\tquantity\titem-price\tbuyer-email
                114-1\t2024-01-31T10:00:00+00:00\tShipped\t3\t30.00\tA@marketplace.amazon.com
                114-2\t2024-02-01T10:00:00+00:00\tCancelled\t1\t5.00\ta@marketplace.amazon.com
                """));
        assertThat(reader.lines())
                .containsExactly(
                        "a@marketplace.amazon.com 2024-01-31 30.0",
                        "a@marketplace.amazon.com 2024-02-01 -5.0",
                        "a@marketplace.amazon.com 2024-02-01 5.0");
    }

    @Test
    void people_of_one_name_are_told_apart_by_their_addresses_where_there_are_any() {
        OrderReading addressed = reader.read(reader.file("o.csv", """
                Customer Name,Customer Email,Purchase Date,Grand Total
                Ann Lee,ann@x.org,2024-01-31,1
                Ann Lee,lee@x.org,2024-02-01,2
                """));
        assertThat(reader.lines()).containsExactly("ann@x.org 2024-01-31 1.0", "lee@x.org 2024-02-01 2.0");
        assertThat(Reader.codes(addressed)).doesNotContain("customers-by-name");
        OrderReading named = reader.read(
                reader.file("o.csv", "Full Name,Order Date,Total\nAnn Lee,2024-01-31,1\nAnn Lee,2024-02-01,2\n"));
        assertThat(reader.lines()).containsExactly("Ann Lee 2024-01-31 1.0", "Ann Lee 2024-02-01 2.0");
        assertThat(Reader.codes(named)).contains("customers-by-name");
    }

    @Test
    void titles_above_the_header_and_a_total_below() {
        OrderReading reading = reader.read(reader.file("o.csv", """
                Sales report
                All shops, 2024,,

                Customer ID,Date,Amount,Note
                7,2024-01-31,12.50,x
                8,2024-02-01,3,y
                9,2024-02-01,3,y
                Total,,18.50,
                """));
        assertThat(reader.lines()).containsExactly("7 2024-01-31 12.5", "8 2024-02-01 3.0", "9 2024-02-01 3.0");
        assertThat(reader.quarantine()).containsExactly("8|Date||missing-date");
        assertThat(Reader.codes(reading)).contains("titles-skipped");
    }

    @Test
    void price_times_quantity_less_discount_and_cancelled_invoices() {
        OrderReading reading = reader.read(reader.file("o.csv", """
                InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Discount
                536365,85123A,6,12/1/2010 8:26,2.55,17850,0.1
                C536379,D,-1,12/13/2010 9:41,27.5,14527,0
                """));
        assertThat(reader.lines()).containsExactly("17850 2010-12-01 13.77", "14527 2010-12-13 -27.5");
        assertThat(reader.column("select kind from order_line order by day")).containsExactly("order", "refund");
        assertThat(reading.hasRefunds()).isTrue();
    }

    @Test
    void shopify_refunds_voids_and_lost_items() {
        String header = "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
                + "Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount,Phone\n";
        OrderReading reading = reader.read(reader.file(
                "o.csv",
                header + "#1,A@x.com,paid,,EUR,8,1,1,10.00,2024-01-01 23:30:00 -0500,1,Bear,8,,0.00,\n"
                        + "#1,A@x.com,,,,,,,,2024-01-01 23:30:00 -0500,1,Cub,2,,,\n"
                        + "#2,,partially_refunded,,EUR,8,1,1,20.00,2024-01-03 10:00:00 +0000,1,Bear,8,,5.00,'+49 1\n"
                        + "#3,b@x.com,voided,,EUR,8,1,1,30.00,2024-01-04 10:00:00 +0000,1,Bear,8,2024-01-05,0.00,\n"
                        + "#9,c@x.com,,,,,,,,2024-01-04 10:00:00 +0000,1,Cub,2,,,\n"));
        assertThat(reader.lines())
                .containsExactly(
                        "a@x.com 2024-01-02 10.0",
                        "'+49 1 2024-01-03 -5.0",
                        "'+49 1 2024-01-03 20.0",
                        "b@x.com 2024-01-04 -30.0",
                        "b@x.com 2024-01-04 30.0");
        assertThat(reader.quarantine()).containsExactly("6|Name|#9|item-without-order");
        assertThat(reading.rowsAccepted()).isEqualTo(4);
        assertThat(Reader.codes(reading)).contains("total-as-charged", "time-zone");
    }

    @Test
    void failed_payments_are_no_revenue() {
        String rows = "cus_1,paid,2024-01-01,5\ncus_2,Failed,2024-01-02,7\ncus_3,refunded,2024-01-03,9\n";
        OrderReading loose = reader.read(reader.file("p.csv", "customer_id,status,created,amount\n" + rows));
        assertThat(reader.lines()).containsExactly("cus_1 2024-01-01 5.0");
        assertThat(loose.rowsAccepted()).isEqualTo(3);
        assertThat(Reader.codes(loose)).contains("orders-reversed");
        reader.read(reader.file(
                "q.csv", "order_id,customer_id,status,created,amount\n1," + rows.replace("\ncus", "\n2,cus")));
        assertThat(reader.text("select sum(amount) from order_line")).isEqualTo("5.0000");
        assertThat(reader.text("select count(*) from order_line where kind = 'refund'"))
                .isEqualTo("2");
    }

    @Test
    void items_of_unknown_orders_are_quarantined_and_orders_without_items_are_told() {
        Path orders = reader.file("orders.csv", "order_id,customer_id,order_date\n1,a,2024-01-01\n2,b,2024-01-02\n");
        Path items = reader.file("items.csv", "order_id,product,unit_price,quantity\n1,x,2.5,2\n1,y,1,1\n7,x,2.5,1\n");
        OrderReading reading = reader.read(orders, items);
        assertThat(reader.lines()).containsExactly("a 2024-01-01 1.0", "a 2024-01-01 5.0");
        assertThat(reader.quarantine()).containsExactly("4|order_id|7|unknown-order");
        assertThat(Reader.codes(reading)).contains("orders-without-items");
        assertThat(reader.refusal(items)).hasMessageContaining("is the customer; its columns are: order_id, product");
    }

    @Test
    void files_of_one_layout_are_one_table_and_other_layouts_are_added() {
        Path first = reader.file("a.csv", "customer_id,order_date,amount\na,13/01/2024,1\n");
        Path second = reader.file("b.csv", "customer_id,order_date,amount\nb,02/03/2024,2\n,02/03/2024,2\n");
        Path third = reader.file("c.csv", "email;datum;betrag\nC@x.de;04.03.2024;1.234,50\n");
        OrderReading reading = reader.read(first, second, third);
        assertThat(reader.lines()).containsExactly("a 2024-01-13 1.0", "b 2024-03-02 2.0", "c@x.de 2024-03-04 1234.5");
        assertThat(reader.quarantine()).containsExactly("3|customer_id||missing-customer");
        assertThat(reading.inputs())
                .extracting(OrderReading.Input::rowsQuarantined)
                .containsExactly(0L, 1L, 0L);
    }

    @Test
    void mojibake_in_ids_is_mended() {
        String text =
                "customer_id,order_date,amount\nJos\u00e9 \u2019x\u2019,2024-01-01,1\nS\u00c3O,2024-01-02,2\nplain,2024-01-03,3\n";
        String twice = new String(
                text.replace("S\u00c3O", "SAO").getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        OrderReading reading = reader.read(reader.file("o.csv", twice.replace("SAO", "S\u00c3O")));
        assertThat(reader.column("select customer_id from order_line order by day"))
                .containsExactly("Jos\u00e9 \u2019x\u2019", "S\u00c3O", "plain");
        assertThat(reading.notices())
                .contains(new Notice(
                        "mojibake",
                        "Customer ids of " + folder.resolve("o.csv")
                                + " that were UTF-8 read as Windows-1252 once: 1; they were mended."));
    }

    @Test
    void windows_1252_that_shows_late_is_still_read() {
        String rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "c" + i + ",2024-01-01,1\n")
                .collect(Collectors.joining());
        OrderReading reading = reader.read(reader.file(
                "o.csv",
                "customer_id,order_date,amount\n" + rows + "Jos\u00e9,2024-01-02,2\n",
                Charset.forName("windows-1252")));
        assertThat(reading.rowsQuarantined()).isZero();
        assertThat(reader.text("select customer_id from order_line where day = '2024-01-02'"))
                .isEqualTo("Jos\u00e9");
        assertThat(reading.inputs().get(0).encoding()).isEqualTo("WINDOWS-1252");
    }

    @Test
    void an_outlier_and_zero_amounts_are_told() {
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> "c" + i + ",2024-01-01," + i % 5 + "\n")
                .collect(Collectors.joining());
        OrderReading reading =
                reader.read(reader.file("o.csv", "customer_id,order_date,amount\n" + rows + "rich,2024-01-02,900\n"));
        assertThat(reading.notices())
                .contains(
                        new Notice(
                                "outlier",
                                "The largest amount, 900.00 of customer rich on 2024-01-02, is 90.0 % of all revenue; it was kept."))
                .contains(Notice.detail(
                        "zero-amounts", "Lines with the amount 0: 10; each counts as a purchase without revenue."));
    }

    @Test
    void nothing_acceptable_is_refused_with_the_reasons() {
        ClvException refusal =
                reader.refusal(reader.file("o.csv", "customer_id,order_date,amount\n,2024-01-01,1\nb,2024-01-02,x\n"));
        assertThat(refusal)
                .hasMessageContaining("None of the 2 rows is an order")
                .hasMessageContaining("1 missing-customer")
                .hasMessageContaining("1 not-a-number");
    }

    @Test
    void no_header_with_positions() {
        Path file = reader.file(
                "o.txt", " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101\n");
        reader.read(r -> r.withColumns(ColumnChoices.of("1", "3", "5")), file);
        assertThat(reader.lines()).containsExactly("00004 1997-01-01 29.33", "00004 1997-01-18 29.73");
        assertThat(reader.column("select line || ' ' || rule from quarantine")).containsExactly("3 too-few-columns");
    }
}
