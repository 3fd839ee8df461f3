using Scrm.Core.Database;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

public sealed class BackupRetentionTests
{
    [Theory, OnSqlite]
    public async Task Own_backups_go_after_their_days_and_nothing_else_does(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var files = library.Get<BackupFiles>();
        foreach (var days in new[] { 100, 89 }) await File.WriteAllTextAsync(files.NewPath(library.Clock.Now.AddDays(-days)), "old");
        var mine = Path.Combine(library.Data.Settings.DataFolder, "backups", "mine.db");
        await File.WriteAllTextAsync(mine, "kept by hand");
        var backups = library.Get<BackupRetention>();

        Assert.Equal((2, library.Clock.Now.AddDays(1)), (await backups.StandingAsync(default)) is var s ? (s.Files, s.LastGoes!.Value) : default);
        Assert.Equal(1, await backups.SweepAsync(default));

        Assert.Single(files.All());
        Assert.True(File.Exists(mine));
        library.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await backups.SweepAsync(default));
        Assert.Equal((0, null), await backups.StandingAsync(default));
    }

    [Theory, OnSqlite]
    public async Task Days_are_set_by_admins_within_bounds_and_0_keeps_for_ever(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await File.WriteAllTextAsync(library.Get<BackupFiles>().NewPath(library.Clock.Now.AddYears(-5)), "old");
        var backups = library.Get<BackupRetention>();

        Assert.Equal(RightsRefusal.NotAllowed, (await backups.SaveAsync(new(5), 0, Library.Admin with { Role = Role.Operator }, default)).Refused!.Why);
        Assert.Equal(RightsRefusal.DaysRange, (await backups.SaveAsync(new(-1), 0, Library.Admin, default)).Refused!.Why);
        Assert.True((await backups.SaveAsync(new(0), 0, Library.Admin, default)).Ok);

        Assert.Equal(0, await backups.SweepAsync(default));
        Assert.Equal((1, null), await backups.StandingAsync(default));
    }
}
