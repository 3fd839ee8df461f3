using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class ApiKeyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Key_opens_only_what_its_scopes_name_and_is_stored_as_a_hash(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        var text = (await rig.Keys.CreateAsync(rig.Admin, "官网商城", ApiScopes.TagsRead, BusinessTime.Never, default)).Value!;
        var presented = await rig.Keys.PresentAsync(text, default);

        Assert.Equal(ApiScopes.TagsRead, presented!.Scopes);
        Assert.Equal(ActorKind.ApiKey, presented.Scope.Actor.Kind);
        await using var db = rig.Database.CreateDbContext();
        var stored = await db.ApiKeys.SingleAsync();
        Assert.DoesNotContain(text[12..], stored.Hash + stored.Prefix + stored.Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Expired_revoked_and_unknown_keys_open_nothing(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var brief = (await rig.Keys.CreateAsync(rig.Admin, "短", ApiScopes.TagsRead, rig.Database.Clock.Now.AddDays(1), default)).Value!;
        var doomed = (await rig.Keys.CreateAsync(rig.Admin, "收", ApiScopes.TagsRead, BusinessTime.Never, default)).Value!;
        var id = (await rig.Keys.ListAsync(rig.Admin, default)).Single(k => k.Name == "收").Id;

        await rig.Keys.RevokeAsync(rig.Admin, id, default);
        rig.Database.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await rig.Keys.PresentAsync(brief, default));
        Assert.Null(await rig.Keys.PresentAsync(doomed, default));
        Assert.Null(await rig.Keys.PresentAsync("scrm_" + new string('0', 64), default));
        Assert.Null(await rig.Keys.PresentAsync("", default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Company_settings_are_read_back(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        Assert.True((await rig.Company.SaveAsync(rig.Admin, " 晨光教育 ", "Asia/Tokyo", "en", 4, default)).Ok);
        var again = new CompanyBook(rig.Database, rig.Database.Clock);
        await again.LoadAsync(default);

        Assert.Equal(new CompanyFacts("晨光教育", "Asia/Tokyo", "en", true, 4), again.Facts);
        Assert.Equal(TimeSpan.FromHours(9), again.Time.Zone.BaseUtcOffset);
    }
}
