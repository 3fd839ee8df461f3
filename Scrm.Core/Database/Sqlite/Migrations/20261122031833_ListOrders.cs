using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_last_interaction_at",
                table: "customers");

            migrationBuilder.CreateIndex(
                name: "IX_customers_state_last_interaction_at_id",
                table: "customers",
                columns: new[] { "state", "last_interaction_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_state_spent_total_id",
                table: "customers",
                columns: new[] { "state", "spent_total", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_state_last_interaction_at_id",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_state_spent_total_id",
                table: "customers");

            migrationBuilder.CreateIndex(
                name: "IX_customers_last_interaction_at",
                table: "customers",
                column: "last_interaction_at");
        }
    }
}
