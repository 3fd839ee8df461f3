using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "maximum",
                table: "field_definitions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "minimum",
                table: "field_definitions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "batch_id",
                table: "dictionary_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "points",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "source_costs",
                columns: table => new
                {
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    cost = table.Column<long>(type: "INTEGER", nullable: false)
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
