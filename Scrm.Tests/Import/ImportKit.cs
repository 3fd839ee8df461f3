using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

/// <summary>Short words for a file's way through the import desk.</summary>
internal static class ImportKit
{
    public static async Task<long> UploadAsync(this Library library, string csv, string name = "客户.csv")
    {
        var uploaded = await library.Get<ImportDesk>().UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), name, Library.Admin, default);
        Assert.Null(uploaded.Refused);
        return uploaded.Value;
    }

    public static async Task<ImportPlan> PlanAsync(this Library library, long id, ImportChoices? choices = null)
    {
        if (choices is not null) Assert.Null((await library.Get<ImportDesk>().SetChoicesAsync(id, choices, Library.Admin, default)).Refused);
        var plan = await library.Get<ImportDesk>().PlanAsync(id, Library.Admin, null, default);
        Assert.Null(plan.Refused);
        return plan.Value!;
    }

    public static async Task<ImportView> ApplyAsync(this Library library, long id)
    {
        var started = await library.Get<ImportDesk>().ApplyAsync(id, Library.Admin, default);
        Assert.Null(started.Refused);
        await library.RunBatchesAsync();
        return await library.ViewAsync(id);
    }

    public static async Task<ImportView> ViewAsync(this Library library, long id) => (await library.Get<ImportHistory>().FindAsync(id, Library.Admin, default))!;

    /// <summary>Uploads, plans and applies.</summary>
    public static async Task<ImportView> ImportAsync(this Library library, string csv, ImportChoices? choices = null)
    {
        var id = await library.UploadAsync(csv);
        await library.PlanAsync(id, choices);
        return await library.ApplyAsync(id);
    }

    public static async Task UndoAsync(this Library library, long batch)
    {
        Assert.Null((await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Refused);
        await library.RunBatchesAsync();
    }

    /// <summary>Everything that is visible of the library, in a form that compares to the letter.</summary>
    public static async Task<IReadOnlyList<string>> StateAsync(this Library library)
    {
        await using var db = library.Open();
        var customers = await db.Customers.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
        var identities = await db.CustomerIdentities.AsNoTracking().OrderBy(i => i.CustomerId).ThenBy(i => i.Type).ThenBy(i => i.Value).ToListAsync();
        var relations = await db.Relations.AsNoTracking().OrderBy(r => r.CustomerId).ThenBy(r => r.MemberId).ToListAsync();
        var uses = await db.Tags.AsNoTracking().OrderBy(t => t.Id).Select(t => $"{t.Id} {t.Name} {t.Uses}").ToListAsync();
        return
        [
            .. customers.Select(c => $"{c.Id} {c.Name} {c.Phone} {c.MemberNo} {c.ExternalId} {c.Gender} {c.Company} {c.Region} {c.Remark} {c.Source} {c.OwnerId} {c.AddedAt:O}"),
            .. identities.Select(i => $"{i.CustomerId} {i.Type} {i.Value} {i.Source} {i.FirstSeen:O}"),
            .. relations.Select(r => $"{r.CustomerId} {r.MemberId} {r.AddedAt:O} {r.State}"),
            .. uses,
            .. await library.AssignmentsAsync(),
        ];
    }

    /// <summary>Runs the batch step by step; two of three steps are thrown away uncommitted and the file is opened again, as after a kill.</summary>
    public static async Task RunCutOffAsync(this Library library, long batchId, Random random)
    {
        for (var more = true; more;)
        {
            Batch waiting;
            await using (var db = library.Open()) waiting = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == batchId);
            await using var steps = await library.Get<IEnumerable<IBatchWork>>().Single(w => w.Kind == waiting.Kind).OpenAsync(waiting, default);
            for (var alive = true; alive && more; alive = random.Next(3) == 0)
            {
                await using var db = library.Open();
                await using var transaction = await Bulk.BeginAsync(db, default);
                var batch = await db.Batches.SingleAsync(b => b.Id == batchId);
                var went = await steps.StepAsync(db, batch, default);
                await db.SaveChangesAsync();
                if (random.Next(2) == 0) break;
                await transaction.CommitAsync();
                more = went;
            }
        }
        await using var end = library.Open();
        await end.Batches.Where(b => b.Id == batchId).ExecuteUpdateAsync(b => b.SetProperty(x => x.State, BatchState.Done));
    }

    /// <summary>Orders and events of everybody, by the key or phone of the one they belong to.</summary>
    public static async Task<IReadOnlyList<string>> TouchesAsync(this Library library)
    {
        await using var db = library.Open();
        var people = await db.Customers.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.MemberNo.Length > 0 ? c.MemberNo : c.Phone);
        var orders = await db.CustomerOrders.AsNoTracking().ToListAsync();
        var events = await db.CustomerEvents.AsNoTracking().Where(e => e.KindId != KindId.OrderPaid).ToListAsync();
        return
        [
            .. orders.Select(o => $"{people.GetValueOrDefault(o.CustomerId, "nobody")} {o.Number} {o.Amount}")
                .Concat(events.Select(e => $"{people.GetValueOrDefault(e.CustomerId, "nobody")} {e.KindId} {e.Subject} {e.Seconds}")).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A file of <paramref name="rows"/> rows with people twice, unknown tags, contradictions, bad phones and known customers in it.</summary>
    public static string Untidy(int rows, int seed)
    {
        var random = new Random(seed);
        var file = new StringBuilder("会员号,姓名,手机号,地区,添加人,标签\n");
        string[] tags = ["高", "低", "价值：高", "兴趣：茶", "咖啡", "潜在", "试听", "报名", "没有这个", "旧的", "高、低", ""];
        for (var row = 0; row < rows; row++)
        {
            var person = random.Next(rows);
            var phone = random.Next(20) switch { 0 => "12", 1 => "", _ => $"139{person % (rows * 3 / 4):00000000}" };
            var number = random.Next(5) == 0 ? "" : $"M{person:00000}";
            var owner = random.Next(9) switch { 0 => "赵敏", 1 => "没有此人", _ => "" };
            file.Append($"{number},客户{person},{phone},{(person % 3 == 0 ? "杭州" : "")},{owner},{tags[random.Next(tags.Length)]}；{tags[random.Next(tags.Length)]}\n");
        }
        return file.ToString();
    }

    /// <summary>A dictionary with every mode, two members and a few customers who are in <see cref="Untidy"/> files too.</summary>
    public static async Task FurnishAsync(this Library library)
    {
        var value = await library.GroupAsync("价值", GroupMode.One);
        var stage = await library.GroupAsync("阶段", GroupMode.Staged);
        var taste = await library.GroupAsync("兴趣");
        foreach (var name in (string[])["高", "低"]) await library.TagAsync(value, name);
        foreach (var name in (string[])["潜在", "试听", "报名"]) await library.TagAsync(stage, name);
        foreach (var name in (string[])["茶", "咖啡"]) await library.TagAsync(taste, name);
        await library.TagAsync(taste, "旧的", t => t.Status = TagStatus.Archived);
        await library.MemberAsync("赵敏");
        await library.MemberAsync("钱多");
    }
}
