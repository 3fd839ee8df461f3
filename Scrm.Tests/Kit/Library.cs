using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Tests.Kit;

/// <summary>A test database with the core's use-cases on it, and short words for what a test needs in it.</summary>
public sealed class Library : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Library(TestDatabase data)
    {
        Data = data;
        services = new ServiceCollection().AddScrmCore(data.Settings).AddSingleton<TimeProvider>(data.Clock).AddSingleton<ISecretBox, OpenBox>()
            .AddSingleton<IDbContextFactory<ScrmDbContext>>(data).AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .BuildServiceProvider();
    }

    public static readonly Scope Admin = new(Actor.Member(1), Role.Admin, 0, [1]);

    public TestDatabase Data { get; }
    public ManualClock Clock => Data.Clock;

    public static async Task<Library> CreateAsync(DatabaseEngine engine) => new(await TestDatabase.CreateAsync(engine));

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ScrmDbContext Open() => Data.CreateDbContext();

    public async Task<TagGroup> GroupAsync(string name, GroupMode mode = GroupMode.Many, Action<TagGroup>? with = null)
    {
        await using var db = Open();
        var group = new TagGroup { Name = name, NameKey = Folding.Key(name), Mode = mode, Position = await db.TagGroups.CountAsync() };
        with?.Invoke(group);
        db.Add(group);
        await db.SaveChangesAsync();
        return group;
    }

    public async Task<Tag> TagAsync(TagGroup group, string name, Action<Tag>? with = null)
    {
        await using var db = Open();
        var tag = new Tag { GroupId = group.Id, Name = name, NameKey = Folding.Key(name), Position = await db.Tags.CountAsync(t => t.GroupId == group.Id), CreatedAt = Clock.Now };
        with?.Invoke(tag);
        db.Add(tag);
        await db.SaveChangesAsync();
        tag.Slot = Tag.SlotOf(tag.Id, group);
        await db.SaveChangesAsync();
        return tag;
    }

    public async Task<Customer> CustomerAsync(string name = "王小明", Action<Customer>? with = null)
    {
        await using var db = Open();
        var customer = new Customer { Name = name, AddedAt = Clock.Now, UpdatedAt = Clock.Now };
        with?.Invoke(customer);
        db.Add(customer);
        await db.SaveChangesAsync();
        return customer;
    }

    public async Task<Member> MemberAsync(string name, Role role = Role.Operator, long department = 0)
    {
        await using var db = Open();
        var member = new Member { Name = name, Role = role, DepartmentId = department, CreatedAt = Clock.Now };
        db.Add(member);
        await db.SaveChangesAsync();
        return member;
    }

    /// <summary>Writes through the tag writer as one transaction.</summary>
    public async Task<IReadOnlyList<TagResult>> WriteAsync(Scope who, IReadOnlyList<TagOrder> orders, long batch = 0, string reason = "", TagSource source = TagSource.Manual)
    {
        await using var db = Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var book = await TagBook.LoadAsync(db, default);
        var results = await Get<TagWriter>().WriteAsync(db, book, orders, new TagCause(who, source, Clock.Now, batch, reason), default);
        await transaction.CommitAsync();
        return results;
    }

    /// <summary>Runs every waiting batch to its end.</summary>
    public async Task RunBatchesAsync()
    {
        while (await Get<BatchRunner>().RunNextAsync(default)) { }
    }

    /// <summary>What stands on every customer, in a form that compares to the letter.</summary>
    public async Task<IReadOnlyList<string>> AssignmentsAsync()
    {
        await using var db = Open();
        var rows = await db.TagAssignments.AsNoTracking().OrderBy(a => a.CustomerId).ThenBy(a => a.Slot).ToListAsync();
        return [.. rows.Select(a => $"{a.CustomerId}/{a.Slot}/{a.TagId}/{a.Since:O}/{a.Expires:O}/{a.Source}/{a.AddedBy}/{a.BatchId}")];
    }

    /// <summary>The whole dictionary but for ids and versions, which no one sees.</summary>
    public async Task<IReadOnlyList<string>> DictionaryAsync()
    {
        await using var db = Open();
        var groups = await db.TagGroups.AsNoTracking().OrderBy(g => g.Position).ToListAsync();
        var tags = await db.Tags.AsNoTracking().ToListAsync();
        return
        [
            .. groups.Select(g => $"{g.Name}/{g.Class}/{g.Mode}/{g.Locked}/{g.AssignableWhenLocked}/{g.Position}/{g.Color}/{g.Cycle}/{g.Description}/{g.Pack}"),
            .. tags.Select(t => $"{groups.Single(g => g.Id == t.GroupId).Name}/{t.Position}/{t.Name}/{t.Meaning}/{t.Pinned}/{t.Status}/{t.LifetimeDays}/{t.Uses}").Order(StringComparer.Ordinal),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Data.DisposeAsync();
    }
}
