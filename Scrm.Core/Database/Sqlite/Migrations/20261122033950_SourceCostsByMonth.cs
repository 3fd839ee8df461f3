using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SourceCostsByMonth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The one cost there was becomes that of the month in which the source was last changed.
            migrationBuilder.Sql("""
                INSERT INTO source_costs (source_id, month, cost)
                SELECT id, CAST(strftime('%Y%m', coalesce((SELECT max(a.at) FROM audit_entries a WHERE a.act = 23 AND a.subject_id = sources.id), created_at) / 1000 + 28800, 'unixepoch') AS integer), cost
                FROM sources WHERE cost > 0 AND NOT EXISTS (SELECT 1 FROM source_costs c WHERE c.source_id = sources.id)
                """);

            // By hand: the way of the framework copies the table and cannot do so inside a transaction.
            migrationBuilder.Sql("ALTER TABLE sources DROP COLUMN cost");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "cost",
                table: "sources",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }
    }
}
