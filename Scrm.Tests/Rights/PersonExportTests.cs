using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Rights;

namespace Scrm.Tests.Rights;

public sealed class PersonExportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Export_holds_everything_that_is_kept_and_is_audited(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);

        var book = (await library.Get<PersonExport>().ReadAsync(id, Library.Admin, default))!.Value.Value!;
        using var zip = new MemoryStream();
        await PersonExport.WriteAsync(zip, book, b => PersonPage.Of(b, BusinessTime.Of(BusinessTime.DefaultZone)), default);

        var (json, html) = (Text(zip, "person.json"), Text(zip, "person.html"));
        foreach (var known in new[] { KnownPerson.Name, KnownPerson.Phone, KnownPerson.Email, KnownPerson.UnionId, KnownPerson.Words, "M-77881", "面霜", "高", "小张" })
        {
            Assert.Contains(known, json);
            Assert.Contains(known, html);
        }
        Assert.Equal(id, JsonDocument.Parse(json).RootElement.GetProperty("person").GetProperty("oneId").GetInt64());
        await using var db = library.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Act == AuditAct.PersonExported && e.SubjectId == id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Export_says_in_words_what_is_kept_as_numbers(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        await library.Get<StageDesk>().SetAsync(id, LifecycleStage.Loyal, Library.Admin, default);
        await library.Get<ConsentDesk>().SetAsync(id, ConsentState.Refused, "来电告知", Library.Admin, default);

        var book = (await library.Get<PersonExport>().ReadAsync(id, Library.Admin, default))!.Value.Value!;
        using var zip = new MemoryStream();
        await PersonExport.WriteAsync(zip, book, b => PersonPage.Of(b, BusinessTime.Of(BusinessTime.DefaultZone)), default);

        var (json, html) = (Text(zip, "person.json"), Text(zip, "person.html"));
        foreach (var said in new[] { "<td>生命周期</td>", "<td>忠诚</td>", "<td>拒绝联系</td>", "<td>客户发消息</td>", "<td>跟进中</td>", "&#165;500" }) Assert.Contains(said, html);
        foreach (var said in new[] { "\"new\": \"loyal\"", "\"new\": \"refused\"", "\"kind\": \"message_in\"", "\"stageThen\": \"interested\"" }) Assert.Contains(said, json);
        Assert.DoesNotContain("{&quot;", html);
        Assert.DoesNotContain("1970-01-01", json);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Page_shows_texts_as_texts(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync("<script>alert(1)</script>", c => c.Remark = "\"><img src=x>");

        var book = (await library.Get<PersonExport>().ReadAsync(customer.Id, Library.Admin, default))!.Value.Value!;
        var html = PersonPage.Of(book, BusinessTime.Of(BusinessTime.DefaultZone));

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Export_is_for_those_who_may_export_and_within_reach(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var owner = await library.MemberAsync("小李", Role.Sales);
        var customer = await library.CustomerAsync(with: c => c.OwnerId = owner.Id);
        var export = library.Get<PersonExport>();

        Assert.Equal(RightsRefusal.NotAllowed, (await export.ReadAsync(customer.Id, new(Actor.Member(owner.Id), Role.Sales, 0, [owner.Id]), default))!.Value.Refused!.Why);
        Assert.Null(await export.ReadAsync(customer.Id, new(Actor.Member(77), Role.Sales, 0, [77]), default));
        Assert.Null(await export.ReadAsync(customer.Id + 500, Library.Admin, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Identities_are_masked_and_shown_on_the_record(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);

        var panel = await library.Get<CustomerLibrary>().PanelAsync(id, Library.Admin, default);
        Assert.Contains(panel!.Identities, i => i is { Type: IdentityType.Email, Value: "d****@mail.cn" });
        Assert.Contains(panel.Identities, i => i is { Type: IdentityType.UnionId, Value: "oUni****2345" });

        var reveal = library.Get<IdentityReveal>();
        Assert.Equal(KnownPerson.Email, (await reveal.RevealAsync(id, IdentityType.Email, "d****@mail.cn", Library.Admin, default))!.Value.Value);
        Assert.Null(await reveal.RevealAsync(id, IdentityType.Email, "x****@mail.cn", Library.Admin, default));
        Assert.Equal(RightsRefusal.NotAllowed, (await reveal.RevealAsync(id, IdentityType.Email, "d****@mail.cn", new(Actor.Member(8), Role.Viewer, 0, [8]), default))!.Value.Refused!.Why);
        await using var db = library.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Act == AuditAct.IdentityRevealed && e.SubjectId == id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Consent_is_noted_with_its_source_in_log_and_audit(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("小张");
        var (scope, customer) = (new Scope(Actor.Member(member.Id), Role.Operator, 0, [member.Id]), await library.CustomerAsync());
        var desk = library.Get<ConsentDesk>();

        Assert.True((await desk.SetAsync(customer.Id, ConsentState.Refused, " 来电告知 ", scope, default))!.Value.Ok);
        await desk.SetAsync(customer.Id, ConsentState.Refused, "来电告知", scope, default);

        Assert.Equal(new ConsentView(ConsentState.Refused, "来电告知", library.Clock.Now, "小张"), await desk.OfAsync(customer.Id, scope, default));
        await using var db = library.Open();
        Assert.Equal(("0", "2"), await db.FieldChanges.Where(c => c.Field == CustomerField.Consent).Select(c => new ValueTuple<string, string>(c.Old, c.New)).SingleAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Act == AuditAct.ConsentChanged));
        Assert.Equal(RightsRefusal.NotAllowed, (await desk.SetAsync(customer.Id, ConsentState.Given, "", new(Actor.Member(8), Role.Viewer, 0, [8]), default))!.Value.Refused!.Why);
        Assert.Equal(RightsRefusal.TooLong, (await desk.SetAsync(customer.Id, ConsentState.Given, new string('长', 300), scope, default))!.Value.Refused!.Why);
    }

    private static string Text(MemoryStream zip, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()));
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
