using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Depth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "members",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "maximum",
                table: "field_definitions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "minimum",
                table: "field_definitions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "batch_id",
                table: "dictionary_changes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "points",
                table: "customers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "source_costs",
                columns: table => new
                {
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    cost = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_costs", x => new { x.source_id, x.month });
                });

            migrationBuilder.CreateIndex(
                name: "IX_dictionary_changes_batch_id",
                table: "dictionary_changes",
                column: "batch_id",
                filter: "batch_id > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "source_costs");

            migrationBuilder.DropIndex(
                name: "IX_dictionary_changes_batch_id",
                table: "dictionary_changes");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "members");

            migrationBuilder.DropColumn(
                name: "maximum",
                table: "field_definitions");

            migrationBuilder.DropColumn(
                name: "minimum",
                table: "field_definitions");

            migrationBuilder.DropColumn(
                name: "batch_id",
                table: "dictionary_changes");

            migrationBuilder.DropColumn(
                name: "points",
                table: "customers");
        }
    }
}
