using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Scrm.Core.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Library : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "add_way",
                table: "relations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "relations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ended_at",
                table: "relations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "remark",
                table: "relations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "state_code",
                table: "relations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "density",
                table: "members",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "totp_secret",
                table: "members",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "definition_id",
                table: "field_changes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte>(
                name: "consent",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<long>(
                name: "consent_at",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "consent_source",
                table: "customers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "first_order_at",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "interactions30",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "last_inbound_at",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "last_interaction_at",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "last_order_at",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "merged_into",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "order_count",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "orders30",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte>(
                name: "rfm",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<long>(
                name: "spent30",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "spent_total",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte>(
                name: "stage",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<bool>(
                name: "stage_by_hand",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte>(
                name: "tier",
                table: "customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<long>(
                name: "last_seen",
                table: "customer_identities",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte>(
                name: "state",
                table: "customer_identities",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<bool>(
                name: "verified",
                table: "customer_identities",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "aggregate_window",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    cutoff = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aggregate_window", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "blocked_values",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    type = table.Column<byte>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_blocked_values", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    identity_id = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind_id = table.Column<int>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    properties = table.Column<string>(type: "TEXT", nullable: false),
                    dedupe_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_merges",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    survivor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    absorbed_id = table.Column<long>(type: "INTEGER", nullable: false),
                    rule = table.Column<byte>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false),
                    record = table.Column<string>(type: "TEXT", nullable: false),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_orders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    identity_id = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<byte>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erased_identities",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erased_identities", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "event_kinds",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    direction = table.Column<byte>(type: "INTEGER", nullable: false),
                    icon = table.Column<string>(type: "TEXT", nullable: false),
                    properties = table.Column<string>(type: "TEXT", nullable: false),
                    archived = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_kinds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "field_definitions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    group = table.Column<string>(type: "TEXT", nullable: false),
                    meaning = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<byte>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    options = table.Column<string>(type: "TEXT", nullable: false),
                    transitions = table.Column<string>(type: "TEXT", nullable: false),
                    required_when = table.Column<string>(type: "TEXT", nullable: false),
                    visible_when = table.Column<string>(type: "TEXT", nullable: false),
                    @default = table.Column<string>(name: "default", type: "TEXT", nullable: false),
                    unique = table.Column<bool>(type: "INTEGER", nullable: false),
                    editable_by = table.Column<byte>(type: "INTEGER", nullable: false),
                    review_days = table.Column<int>(type: "INTEGER", nullable: false),
                    is_renewal = table.Column<bool>(type: "INTEGER", nullable: false),
                    archived = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "merge_reviews",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    first_id = table.Column<long>(type: "INTEGER", nullable: false),
                    second_id = table.Column<long>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_merge_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "model_fits",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    customers = table.Column<int>(type: "INTEGER", nullable: false),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    r = table.Column<double>(type: "REAL", nullable: false),
                    alpha = table.Column<double>(type: "REAL", nullable: false),
                    a = table.Column<double>(type: "REAL", nullable: false),
                    b = table.Column<double>(type: "REAL", nullable: false),
                    log_likelihood = table.Column<double>(type: "REAL", nullable: false),
                    calibration = table.Column<string>(type: "TEXT", nullable: false),
                    usable = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_model_fits", x => x.id);
                });

            migrationBuilder.Sql("""
                CREATE TABLE order_lines (
                    order_id INTEGER NOT NULL, position INTEGER NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL, amount INTEGER NOT NULL,
                    CONSTRAINT "PK_order_lines" PRIMARY KEY (order_id, position)) WITHOUT ROWID
                """);

            migrationBuilder.Sql("CREATE TABLE customer_fields (customer_id INTEGER NOT NULL PRIMARY KEY)");

            migrationBuilder.CreateTable(
                name: "order_refunds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "predictions",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    alive = table.Column<double>(type: "REAL", nullable: false),
                    next30 = table.Column<double>(type: "REAL", nullable: false),
                    next90 = table.Column<double>(type: "REAL", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_predictions", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "relation_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    to_member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    snapshot = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relation_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    cost = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    archived = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracked_links",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tracked_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "web_sites",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    origins = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_web_sites", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_relations_ended_at",
                table: "relations",
                column: "ended_at",
                filter: "ended_at > 0");

            migrationBuilder.CreateIndex(
                name: "IX_customers_last_interaction_at",
                table: "customers",
                column: "last_interaction_at");

            migrationBuilder.CreateIndex(
                name: "IX_customers_last_order_at",
                table: "customers",
                column: "last_order_at");

            migrationBuilder.CreateIndex(
                name: "IX_customers_merged_into",
                table: "customers",
                column: "merged_into",
                filter: "merged_into > 0");

            migrationBuilder.CreateIndex(
                name: "IX_blocked_values_type_value",
                table: "blocked_values",
                columns: new[] { "type", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_batch_id",
                table: "customer_events",
                column: "batch_id",
                filter: "batch_id > 0");

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_customer_id_occurred_at",
                table: "customer_events",
                columns: new[] { "customer_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_kind_id_occurred_at_customer_id_amount",
                table: "customer_events",
                columns: new[] { "kind_id", "occurred_at", "customer_id", "amount" });

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_source_id_dedupe_key",
                table: "customer_events",
                columns: new[] { "source_id", "dedupe_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customer_events_unlinked",
                table: "customer_events",
                column: "identity_id",
                filter: "customer_id = 0");

            migrationBuilder.CreateIndex(
                name: "IX_customer_merges_absorbed_id",
                table: "customer_merges",
                column: "absorbed_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_merges_batch_id",
                table: "customer_merges",
                column: "batch_id",
                filter: "batch_id > 0");

            migrationBuilder.CreateIndex(
                name: "IX_customer_merges_survivor_id",
                table: "customer_merges",
                column: "survivor_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_batch_id",
                table: "customer_orders",
                column: "batch_id",
                filter: "batch_id > 0");

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_customer_id_paid_at",
                table: "customer_orders",
                columns: new[] { "customer_id", "paid_at" });

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_paid_at",
                table: "customer_orders",
                column: "paid_at");

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_source_id_number",
                table: "customer_orders",
                columns: new[] { "source_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customer_orders_unlinked",
                table: "customer_orders",
                column: "identity_id",
                filter: "customer_id = 0");

            migrationBuilder.CreateIndex(
                name: "IX_event_kinds_code",
                table: "event_kinds",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_field_definitions_key",
                table: "field_definitions",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_merge_reviews_first_id_second_id",
                table: "merge_reviews",
                columns: new[] { "first_id", "second_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_merge_reviews_second_id",
                table: "merge_reviews",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "IX_merge_reviews_state_id",
                table: "merge_reviews",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_order_refunds_order_id_key",
                table: "order_refunds",
                columns: new[] { "order_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_relation_changes_batch_id",
                table: "relation_changes",
                column: "batch_id",
                filter: "batch_id > 0");

            migrationBuilder.CreateIndex(
                name: "IX_relation_changes_customer_id_id",
                table: "relation_changes",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sources_name",
                table: "sources",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tracked_links_code",
                table: "tracked_links",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_web_sites_key",
                table: "web_sites",
                column: "key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "aggregate_window");

            migrationBuilder.DropTable(
                name: "blocked_values");

            migrationBuilder.DropTable(
                name: "customer_events");

            migrationBuilder.DropTable(
                name: "customer_merges");

            migrationBuilder.DropTable(
                name: "customer_orders");

            migrationBuilder.DropTable(
                name: "erased_identities");

            migrationBuilder.DropTable(
                name: "event_kinds");

            migrationBuilder.DropTable(
                name: "field_definitions");

            migrationBuilder.DropTable(
                name: "merge_reviews");

            migrationBuilder.DropTable(
                name: "model_fits");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "customer_fields");

            migrationBuilder.DropTable(
                name: "order_refunds");

            migrationBuilder.DropTable(
                name: "predictions");

            migrationBuilder.DropTable(
                name: "relation_changes");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "tracked_links");

            migrationBuilder.DropTable(
                name: "web_sites");

            migrationBuilder.DropIndex(
                name: "IX_relations_ended_at",
                table: "relations");

            migrationBuilder.DropIndex(
                name: "IX_customers_last_interaction_at",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_last_order_at",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "IX_customers_merged_into",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "add_way",
                table: "relations");

            migrationBuilder.DropColumn(
                name: "description",
                table: "relations");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "relations");

            migrationBuilder.DropColumn(
                name: "remark",
                table: "relations");

            migrationBuilder.DropColumn(
                name: "state_code",
                table: "relations");

            migrationBuilder.DropColumn(
                name: "density",
                table: "members");

            migrationBuilder.DropColumn(
                name: "totp_secret",
                table: "members");

            migrationBuilder.DropColumn(
                name: "definition_id",
                table: "field_changes");

            migrationBuilder.DropColumn(
                name: "consent",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "consent_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "consent_source",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "first_order_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "interactions30",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "last_inbound_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "last_interaction_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "last_order_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "order_count",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "orders30",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "rfm",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "spent30",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "spent_total",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "stage",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "stage_by_hand",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "last_seen",
                table: "customer_identities");

            migrationBuilder.DropColumn(
                name: "state",
                table: "customer_identities");

            migrationBuilder.DropColumn(
                name: "verified",
                table: "customer_identities");
        }
    }
}
