using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Demo;

/// <summary>What the demo company keeps of its customers beyond the usual: fields of its own, and here and there one person under two numbers.</summary>
internal sealed class DemoRecords(FieldDesk fields, IdentityResolver identities, Random random)
{
    private const int EveryTwin = 180;

    private static readonly string[] Grades = ["学前", "一二年级", "三四年级", "五六年级", "初中", "高中"];
    private static readonly string[] Progress = ["咨询", "试听", "报价", "签约", "放弃"];
    private static readonly string[] Schools = ["学军小学", "文三街小学", "求是教育集团", "保俶塔学校", "采荷一小", "天长小学", "行知小学", ""];

    /// <summary>Some who were added one after the other have one name: they will turn out to be one person.</summary>
    public static void Twin(IReadOnlyList<Customer> people)
    {
        for (var i = EveryTwin; i < people.Count; i += EveryTwin)
            (people[i].Name, people[i].Region, people[i].Gender) = (people[i - 1].Name, people[i - 1].Region, people[i - 1].Gender);
    }

    /// <summary>The first of a pair left an e-mail address; the second one gives the same, and that proves too little to merge the two by itself.</summary>
    public async Task TwinsAsync(ScrmDbContext db, IReadOnlyList<Customer> people, DateTime now, CancellationToken cancel)
    {
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var cause = new ResolveCause(Actor.System, IdentitySource.Web, now);
        for (var i = EveryTwin; i < people.Count; i += EveryTwin)
        {
            var mail = new GivenIdentity(IdentityType.Email, $"parent{i}@family.invalid");
            await identities.ResolveAsync(db, [new([new(IdentityType.OneId, $"{people[i - 1].Id}"), mail])], cause, cancel);
            await identities.ResolveAsync(db, [new([new(IdentityType.Phone, people[i].Phone), mail])], cause, cancel);
        }
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    public async Task FieldsAsync(ScrmDbContext db, IReadOnlyList<Customer> people, Member admin, DateTime now, CancellationToken cancel)
    {
        var who = new Scope(Actor.Member(admin.Id), admin.Role, admin.DepartmentId, [admin.Id]);
        var grade = await AddAsync(new() { Name = "年级", Key = "grade", Group = "学习情况", Type = FieldType.OneChoice, Options = Options(Grades), ReviewDays = 365 }, who, cancel);
        var school = await AddAsync(new() { Name = "就读学校", Key = "school", Group = "学习情况", Type = FieldType.Text }, who, cancel);
        var progress = await AddAsync(new()
        {
            Name = "报名进度", Key = "progress", Group = "报名与续费", Type = FieldType.OneChoice, Options = Options(Progress), Meaning = "一步一步来：没试听不报价，没报价不签约",
            Steps = [new(0, -1), new(-1, -2), new(-2, -3), new(-3, -4), new(-1, -5), new(-2, -5), new(-3, -5), new(-5, -1)],
        }, who, cancel);
        var budget = await AddAsync(new() { Name = "预算", Key = "budget", Group = "报名与续费", Type = FieldType.Money }, who, cancel);
        var hours = await AddAsync(new() { Name = "剩余课时", Key = "hours_left", Group = "报名与续费", Type = FieldType.WholeNumber }, who, cancel);
        var ends = await AddAsync(new() { Name = "课程到期日", Key = "course_ends", Group = "报名与续费", Type = FieldType.Date, IsRenewal = true, Meaning = "到期前 30 天联系续费" }, who, cancel);
        var texts = people.Where(_ => random.Next(10) < 6).Select(person => (person.Id, Texts: new Dictionary<int, string>
        {
            [grade] = Grades[random.Next(Grades.Length)], [school] = Schools[random.Next(Schools.Length)], [progress] = Progress[0],
            [budget] = random.Next(3) == 0 ? $"{1000 * random.Next(1, 9)}" : "",
            [hours] = random.Next(3) == 0 ? $"{random.Next(0, 48)}" : "", [ends] = random.Next(3) == 0 ? $"{now.AddDays(random.Next(-20, 220)):yyyy-MM-dd}" : "",
        })).ToList();
        await WriteAsync(db, texts, new FieldCause(who, now), cancel);
    }

    private static async Task WriteAsync(ScrmDbContext db, List<(long Id, Dictionary<int, string> Texts)> people, FieldCause cause, CancellationToken cancel)
    {
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (book, ground) = (await FieldBook.LoadAsync(db, cancel), await FieldGround.LoadAsync(db, cancel));
        string Kept(int field, string text) => FieldValue.Parse(book.Find(field)!, text, ground).Value!;
        var orders = people.Select(p => new FieldOrder(p.Id, p.Texts.Where(t => t.Value.Length > 0).ToDictionary(t => t.Key, t => Kept(t.Key, t.Value)))).ToList();
        foreach (var some in orders.Chunk(500)) await new FieldWriter(db, book, cause).WriteAsync(some, cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task<int> AddAsync(FieldDraft draft, Scope who, CancellationToken cancel) =>
        await fields.CreateAsync(draft, who, cancel) is { Ok: true, Value: var id } ? id : throw new InvalidOperationException($"The demo field {draft.Key} could not be made");

    private static List<FieldOption> Options(string[] names) => [.. names.Select((name, i) => new FieldOption(-(i + 1), name, TagDictionary.Palette[i % TagDictionary.Palette.Count]))];
}
