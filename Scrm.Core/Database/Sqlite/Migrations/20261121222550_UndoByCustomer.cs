using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UndoByCustomer : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tag_changes_batch_id_id",
                table: "tag_changes");

            migrationBuilder.CreateIndex(
                name: "IX_tag_changes_batch_id_customer_id_id",
                table: "tag_changes",
                columns: new[] { "batch_id", "customer_id", "id" },
                filter: "batch_id > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tag_changes_batch_id_customer_id_id",
                table: "tag_changes");

            migrationBuilder.CreateIndex(
                name: "IX_tag_changes_batch_id_id",
                table: "tag_changes",
                columns: new[] { "batch_id", "id" },
                filter: "batch_id > 0");
        }
    }
}
