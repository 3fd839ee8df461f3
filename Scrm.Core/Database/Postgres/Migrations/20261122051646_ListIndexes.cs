using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_state_added_at_id",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_state_last_interaction_at_id",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_state_spent_total_id",
                table: "customers");

            migrationBuilder.CreateIndex(
                name: "IX_customers_list_added_at",
                table: "customers",
                columns: new[] { "added_at", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_customers_list_last_interaction_at",
                table: "customers",
                columns: new[] { "last_interaction_at", "id", "added_at" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_customers_list_spent_total",
                table: "customers",
                columns: new[] { "spent_total", "id" },
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_list_added_at",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_list_last_interaction_at",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_list_spent_total",
                table: "customers");

            migrationBuilder.CreateIndex(
                name: "IX_customers_state_added_at_id",
                table: "customers",
                columns: new[] { "state", "added_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_state_last_interaction_at_id",
                table: "customers",
                columns: new[] { "state", "last_interaction_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_state_spent_total_id",
                table: "customers",
                columns: new[] { "state", "spent_total", "id" });
        }
    }
}
