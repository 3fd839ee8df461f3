using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Sources;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Database;

/// <summary>
/// The one model for both engines. Moments are stored as Unix milliseconds, enums as numbers and names in snake_case,
/// so that the hand-written SQL of the bulk paths is the same text on SQLite and on PostgreSQL.
/// </summary>
public abstract class ScrmDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<ApiCall> ApiCalls => Set<ApiCall>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<TagGroup> TagGroups => Set<TagGroup>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<TagAssignment> TagAssignments => Set<TagAssignment>();
    public DbSet<TagChange> TagChanges => Set<TagChange>();
    public DbSet<DictionaryChange> DictionaryChanges => Set<DictionaryChange>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerIdentity> CustomerIdentities => Set<CustomerIdentity>();
    public DbSet<Relation> Relations => Set<Relation>();
    public DbSet<RelationChange> RelationChanges => Set<RelationChange>();
    public DbSet<FieldChange> FieldChanges => Set<FieldChange>();
    public DbSet<FieldDefinition> FieldDefinitions => Set<FieldDefinition>();
    public DbSet<MergeReview> MergeReviews => Set<MergeReview>();
    public DbSet<CustomerMerge> CustomerMerges => Set<CustomerMerge>();
    public DbSet<BlockedValue> BlockedValues => Set<BlockedValue>();
    public DbSet<ErasedIdentity> ErasedIdentities => Set<ErasedIdentity>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<SourceCost> SourceCosts => Set<SourceCost>();
    public DbSet<EventKind> EventKinds => Set<EventKind>();
    public DbSet<CustomerEvent> CustomerEvents => Set<CustomerEvent>();
    public DbSet<AggregateWindow> AggregateWindows => Set<AggregateWindow>();
    public DbSet<CustomerOrder> CustomerOrders => Set<CustomerOrder>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<OrderRefund> OrderRefunds => Set<OrderRefund>();
    public DbSet<WebSite> WebSites => Set<WebSite>();
    public DbSet<TrackedLink> TrackedLinks => Set<TrackedLink>();
    public DbSet<ModelFit> ModelFits => Set<ModelFit>();
    public DbSet<Prediction> Predictions => Set<Prediction>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<ImportRun> Imports => Set<ImportRun>();
    public DbSet<ImportMapping> ImportMappings => Set<ImportMapping>();
    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.ApplyConfigurationsFromAssembly(typeof(ScrmDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        // A range of initials is a range of the index in the order of bytes alone; SQLite has no other order.
        if (Database.IsNpgsql()) builder.Entity<Customer>().Property(c => c.Initials).UseCollation("C");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTime>().HaveConversion<UnixMilliseconds>();

    /// <summary>Version tokens count up on every edit, on both engines.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
                entry.Property("Version").CurrentValue = (int)entry.Property("Version").OriginalValue! + 1;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}

internal sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(moment => ToStore(moment), stored => FromStore(stored))
{
    public static long ToStore(DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime FromStore(long stored) => DateTime.UnixEpoch.AddMilliseconds(stored);
}
