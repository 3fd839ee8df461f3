using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SourceReportIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customer_orders_customer_id_paid_at",
                table: "customer_orders");

            migrationBuilder.CreateIndex(
                name: "IX_customers_by_source",
                table: "customers",
                columns: new[] { "source", "added_at", "first_order_at" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_customer_id_paid_at_amount_refunded",
                table: "customer_orders",
                columns: new[] { "customer_id", "paid_at", "amount", "refunded" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_by_source",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customer_orders_customer_id_paid_at_amount_refunded",
                table: "customer_orders");

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_customer_id_paid_at",
                table: "customer_orders",
                columns: new[] { "customer_id", "paid_at" });
        }
    }
}
