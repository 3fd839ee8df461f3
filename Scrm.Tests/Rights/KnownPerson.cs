using System.Text;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

/// <summary>A person of whom every part of the product knows something.</summary>
internal static class KnownPerson
{
    public const string Name = "欧阳冬雪";
    public const string Old = "欧阳冬冬";
    public const string Phone = "13987654321";
    public const string Email = "dongxue@mail.cn";
    public const string UnionId = "oUnionDongxue00012345";
    public const string Words = "她说想买蓝色的那一双";

    public static readonly string[] Everything = [Name, Old, Phone, "+86" + Phone, Email, UnionId, Words, "M-77881", @"\u6B27\u9633\u51AC\u96EA"];

    public static async Task<long> AddAsync(Library library)
    {
        var member = await library.MemberAsync("小张");
        var draft = new CustomerDraft { Name = Name, Phone = Phone, MemberNo = "M-77881", Company = Words, Remark = Words, Source = "展会" };
        var id = (await library.Get<CustomerEditor>().AddAsync(draft, Library.Admin, default)).Value;
        await library.Get<CustomerEditor>().EditAsync(id, 0, draft with { Remark = Words + Phone }, Library.Admin, default);
        await library.SetAsync(id, await library.FieldAsync("想要的", FieldType.Text), Words);
        await library.SetAsync(id, await library.FieldAsync("另一个号码", FieldType.Phone), Phone);
        var group = await library.GroupAsync("意向", GroupMode.One);
        await library.WriteAsync(Library.Admin, [new(id, (await library.TagAsync(group, "高")).Id)], reason: Words);
        await library.AppendAsync(new EventDraft
        {
            KindId = KindId.MessageIn, Person = new(IdentityType.Phone, "+86" + Phone), OccurredAt = library.Clock.Now, Text = Words, Subject = Name,
            Properties = $$"""{"who":"{{Name}}"}""", Key = Phone,
        });
        await library.OrderAsync(new OrderDraft
        {
            Person = PersonKey.Of(id), Number = "T" + Phone, PaidAt = library.Clock.Now, Amount = 50_000, Lines = [new("面霜", 2, 50_000)],
            Refunds = [new(library.Clock.Now, 1_000, "R" + Phone, Words)],
        });
        await using var db = library.Open();
        var absorbed = new Customer { Name = Old, Phone = "+8613700001111", State = CustomerState.Merged, MergedInto = id, AddedAt = library.Clock.Now };
        db.Add(absorbed);
        await db.SaveChangesAsync();
        db.AddRange(
            new CustomerIdentity { CustomerId = id, Type = IdentityType.Email, Value = Email, FirstSeen = library.Clock.Now },
            new CustomerIdentity { CustomerId = id, Type = IdentityType.UnionId, Value = UnionId, FirstSeen = library.Clock.Now, Verified = true },
            new CustomerIdentity { CustomerId = 0, Type = IdentityType.Email, Value = Email, FirstSeen = library.Clock.Now },
            new Relation { CustomerId = id, MemberId = member.Id, AddedAt = library.Clock.Now, Remark = Name, Description = Words },
            new RelationChange { CustomerId = id, MemberId = member.Id, Reason = Words, Snapshot = $$"""{"tags":[{"id":1,"name":"{{Name}}","group":"意向"}],"stage":2}""", At = library.Clock.Now },
            new MergeReview { FirstId = Math.Min(id, absorbed.Id), SecondId = Math.Max(id, absorbed.Id), Evidence = $"[\"{Phone}\"]", CreatedAt = library.Clock.Now },
            new CustomerMerge { SurvivorId = id, AbsorbedId = absorbed.Id, At = library.Clock.Now, Record = $"{{\"name\":\"{Old}\"}}" },
            new Prediction { CustomerId = id, Alive = 0.5, At = library.Clock.Now },
            new AuditEntry { At = library.Clock.Now, Act = AuditAct.CustomersExported, Detail = $"给{Name}对账" },
            new ApiCall { KeyId = 1, Name = "first", At = library.Clock.Now, Answer = """{"name":"\u6B27\u9633\u51AC\u96EA"}""" },
            new SavedView { MemberId = 1, Page = "customers", Name = "找人", Query = $"q={Uri.EscapeDataString(Name)}" },
            new Batch { Title = $"{Name}.xlsx", CreatedAt = library.Clock.Now, State = BatchState.Done });
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>An upload that names the person and was never applied, with a problem reported of their row.</summary>
    public static async Task<string> UploadAsync(Library library)
    {
        var stored = (await library.Get<UploadStore>().SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes($"姓名,手机\n{Name},{Phone}\n")), default))!;
        await using var db = library.Open();
        var run = new ImportRun { FileName = $"{Name}.csv", StoredName = stored.StoredName, State = ImportState.Planned, Plan = $$"""{"sample":"{{Name}}"}""", CreatedAt = library.Clock.Now };
        db.Add(run);
        await db.SaveChangesAsync();
        db.Add(new ImportProblem { ImportId = run.Id, Row = 2, Value = Phone, Suggestion = Name });
        await db.SaveChangesAsync();
        return stored.StoredName;
    }
}
