using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Rights;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

/// <summary>A database restored from a backup of before an erasure: here a second one to which the same happened, but for the erasure.</summary>
public sealed class ErasureRepeatTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Restored_database_forgets_at_its_start_whom_the_present_one_had_erased(DatabaseEngine engine)
    {
        await using var present = await Library.CreateAsync(engine);
        await using var restored = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(present);
        await KnownPerson.AddAsync(restored);
        var upload = await KnownPerson.UploadAsync(restored);
        await present.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);
        Restore(present, restored);

        Assert.Equal(new RepeatReport(1, 1, 0), await restored.Get<ErasureRepeat>().RunAsync(default));
        Assert.Equal(default, await restored.Get<ErasureRepeat>().RunAsync(default));

        Assert.Empty(await Everywhere.FindAsync(restored, KnownPerson.Everything));
        Assert.Empty(Everywhere.InFiles(restored, KnownPerson.Everything));
        Assert.False(restored.Get<UploadStore>().Has(upload));
        Assert.Equal([EventSkip.ErasedPerson], await restored.AppendAsync(restored.Message(new(IdentityType.UnionId, KnownPerson.UnionId))));
        await using var db = restored.Open();
        Assert.Equal((id, 1), await db.AuditEntries.Where(a => a.Act == AuditAct.PersonErasedAgain).Select(a => new ValueTuple<long, int>(a.SubjectId, a.Count)).SingleAsync());
        await restored.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_else_under_the_same_number_is_left_alone(DatabaseEngine engine)
    {
        await using var present = await Library.CreateAsync(engine);
        await using var restored = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(present);
        var other = (await restored.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "李四", Phone = "13611112222" }, Library.Admin, default)).Value;
        await present.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);
        Restore(present, restored);

        Assert.Equal(id, other);
        Assert.Equal(new RepeatReport(1, 0, 1), await restored.Get<ErasureRepeat>().RunAsync(default));
        Assert.Equal("李四", (await restored.ReadAsync(other)).Name);
        var again = await restored.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "新来的", Phone = KnownPerson.Phone }, Library.Admin, default);
        Assert.Equal(CustomerRefusal.Erased, again.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Person_without_any_value_is_told_by_their_name(DatabaseEngine engine)
    {
        await using var present = await Library.CreateAsync(engine);
        await using var restored = await Library.CreateAsync(engine);
        var id = (await present.CustomerAsync("李四")).Id;
        await restored.CustomerAsync("李四");
        await present.Get<Erasure>().EraseAsync(id, "李四", Library.Admin, default);
        Restore(present, restored);

        Assert.Equal(new RepeatReport(1, 1, 0), await restored.Get<ErasureRepeat>().RunAsync(default));
        Assert.Equal(CustomerState.Erased, (await restored.ReadAsync(id)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Journal_of_another_installation_erases_nobody(DatabaseEngine engine)
    {
        await using var present = await Library.CreateAsync(engine);
        await using var elsewhere = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(present);
        await KnownPerson.AddAsync(elsewhere);
        var own = (await elsewhere.CustomerAsync("赵六")).Id;
        await elsewhere.Get<Erasure>().EraseAsync(own, "赵六", Library.Admin, default);
        await present.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);
        Restore(present, elsewhere);

        Assert.Equal(default, await elsewhere.Get<ErasureRepeat>().RunAsync(default));
        Assert.Equal(KnownPerson.Name, (await elsewhere.ReadAsync(id)).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erasures_of_before_the_journal_are_written_into_it_at_the_start(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);
        File.Delete(JournalOf(library));

        await library.Get<ErasureRepeat>().RunAsync(default);

        var lines = library.Get<ErasureJournal>().Read().Lines;
        Assert.Equal([id], lines.SelectMany(l => l.Ids));
        await using var db = library.Open();
        Assert.Equal(await db.ErasedIdentities.CountAsync(), lines.SelectMany(l => l.Hashes).Count());
        await library.Get<ErasureRepeat>().RunAsync(default);
        Assert.Equal(lines.Count, library.Get<ErasureJournal>().Read().Lines.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Half_a_line_is_passed_over_and_the_next_one_is_whole(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (first, second) = ((await library.CustomerAsync("李四")).Id, (await library.CustomerAsync("赵六")).Id);
        await library.Get<Erasure>().EraseAsync(first, "李四", Library.Admin, default);
        await File.AppendAllTextAsync(JournalOf(library), """{"at":17,"ids":[4""");
        await library.Get<Erasure>().EraseAsync(second, "赵六", Library.Admin, default);

        var read = library.Get<ErasureJournal>().Read();

        Assert.Equal([first, second], read.Lines.SelectMany(l => l.Ids));
        Assert.Equal(1, read.Unreadable);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erasure_that_cannot_be_noted_is_not_done(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        Directory.CreateDirectory(JournalOf(library));

        await Assert.ThrowsAnyAsync<Exception>(() => library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default));

        Assert.Equal((CustomerState.Active, KnownPerson.Name), (await library.ReadAsync(id)) is var c ? (c.State, c.Name) : default);
        if (engine == DatabaseEngine.Postgres) return;
        await using var db = library.Open();
        Assert.Equal(0, await db.Database.SqlQueryRaw<int>("SELECT secure_delete AS Value FROM pragma_secure_delete").SingleAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Key_that_an_earlier_version_kept_as_it_is_lies_sealed_from_the_next_start_on(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var key = RandomNumberGenerator.GetBytes(32);
        await using var db = library.Open();
        db.Settings.Add(new Setting { Key = "erasure.key", Value = $"\"{Convert.ToBase64String(key)}\"" });
        db.Add(new ErasedIdentity { Hash = Tombstones.Hash(key, IdentityType.Phone, "+86" + KnownPerson.Phone), At = library.Clock.Now });
        await db.SaveChangesAsync();
        Assert.Equal(CustomerRefusal.Erased, await AddedAsync());

        await library.Get<ErasureRepeat>().RunAsync(default);

        Assert.StartsWith("{", await db.Settings.AsNoTracking().Where(s => s.Key == "erasure.key").Select(s => s.Value).SingleAsync());
        Assert.Equal(CustomerRefusal.Erased, await AddedAsync());
        Assert.Equal((1, false), await library.Get<ErasedPeople>().StandingAsync(default));

        async Task<Enum> AddedAsync() => (await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "新来的", Phone = KnownPerson.Phone }, Library.Admin, default)).Refused!.Why;
    }

    private static string JournalOf(Library library) => Path.Combine(library.Data.Settings.DataFolder, "keys", "erased");

    private static void Restore(Library present, Library restored)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalOf(restored))!);
        File.Copy(JournalOf(present), JournalOf(restored), overwrite: true);
    }
}
