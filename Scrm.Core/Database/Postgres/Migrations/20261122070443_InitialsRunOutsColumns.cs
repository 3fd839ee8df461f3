using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class InitialsRunOutsColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "list_columns",
                table: "members",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "initials",
                table: "customers",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "run_out_at",
                table: "customers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_customers_initials",
                table: "customers",
                columns: new[] { "initials", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_customers_run_out",
                table: "customers",
                columns: new[] { "run_out_at", "id" },
                filter: "state = 0 AND run_out_at > 0");

            // Whoever bought more than once may have a run-out: the rating looks at them again.
            migrationBuilder.Sql("UPDATE customers SET rate_at = 0 WHERE order_count > 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_customers_initials",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_run_out",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "list_columns",
                table: "members");

            migrationBuilder.DropColumn(
                name: "initials",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "run_out_at",
                table: "customers");
        }
    }
}
