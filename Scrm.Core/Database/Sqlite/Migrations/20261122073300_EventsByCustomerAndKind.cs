using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventsByCustomerAndKind : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customer_events_customer_id_occurred_at",
                table: "customer_events");

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_customer_id_occurred_at_kind_id",
                table: "customer_events",
                columns: new[] { "customer_id", "occurred_at", "kind_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customer_events_customer_id_occurred_at_kind_id",
                table: "customer_events");

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_customer_id_occurred_at",
                table: "customer_events",
                columns: new[] { "customer_id", "occurred_at" });
        }
    }
}
