using Scrm.Core.Customers;
using Scrm.Core.Events;

namespace Scrm.Core.Demo;

/// <summary>
/// Who got in touch, came and bought in each week of the demo year; the same on every run. Interest and pace differ from person to person,
/// and a buyer stops for good now and then after an order: real enough for a model of repeat buying to find something in it.
/// </summary>
internal sealed class DemoTouches(IReadOnlyList<Customer> customers, IReadOnlyDictionary<string, int> sources, DateTime start, Random random)
{
    private const double LeavesAfterAnOrder = 0.12;
    private const int AVoucher = 1000;

    private readonly List<Person> people = [.. customers.Select(c => new Person(c, random.NextDouble() * random.NextDouble(),
        random.NextDouble() < 0.38 ? 0.02 + (0.3 * Math.Pow(random.NextDouble(), 3)) : 0))];

    private int orders;

    public (List<EventDraft> Events, List<OrderDraft> Orders) Week(int week)
    {
        var (events, bought) = (new List<EventDraft>(), new List<OrderDraft>());
        var (from, to) = (start.AddDays(7 * week), start.AddDays(7 * (week + 1)));
        foreach (var person in people.Where(p => p.Customer.AddedAt < to))
        {
            var since = person.Customer.AddedAt > from ? person.Customer.AddedAt : from;
            if (person.Customer.AddedAt >= from) events.Add(Event(KindId.AddFriend, person.Customer, since, "企业微信", text: "通过好友验证"));
            for (var more = Count(person.Gone ? 0.02 : (0.7 * person.Interest) + (since > from ? 1.2 : 0)); more > 0; more--) events.Add(Touch(person.Customer, Moment(since, to)));
            if (!person.Gone && random.NextDouble() < person.Pace * (to - since).TotalDays / 7)
            {
                bought.Add(Order(person, Moment(since, to)));
                events.AddRange(Points(person, bought[^1]));
            }
        }
        return (events, bought);
    }

    /// <summary>Who deletes their adviser in the end: some of those who stopped long ago.</summary>
    public IEnumerable<Customer> Lost() => people.Where(p => p.Gone && p.Customer.OwnerId > 0).Select(p => p.Customer).Where(_ => random.Next(5) == 0);

    private EventDraft Touch(Customer customer, DateTime at) => Pick(DemoStories.Touches.Select(t => (t.Kind, t.Weight))) switch
    {
        KindId.PageView => Event(KindId.PageView, customer, at, "官网", Any(DemoStories.Pages), seconds: 5 + random.Next(160)),
        KindId.ArticleRead => Event(KindId.ArticleRead, customer, at, "公众号", Any(DemoStories.Articles), seconds: 8 + random.Next(240)),
        KindId.LinkClick => Event(KindId.LinkClick, customer, at, "公众号", Any(DemoStories.Pages)),
        KindId.MessageIn => Event(KindId.MessageIn, customer, at, "企业微信", text: Any(DemoStories.Asked)),
        KindId.MessageOut => Event(KindId.MessageOut, customer, at, "企业微信", text: Any(DemoStories.Answered), member: customer.OwnerId),
        KindId.Call => Event(KindId.Call, customer, at, "", text: Any(DemoStories.Calls), seconds: 20 + random.Next(600), member: customer.OwnerId),
        KindId.Visit => Event(KindId.Visit, customer, at, "门店到访", text: Any(DemoStories.Visits), member: customer.OwnerId),
        KindId.CouponClaim => Event(KindId.CouponClaim, customer, at, "公众号", "新学员立减 100 元"),
        KindId.CheckIn => Event(KindId.CheckIn, customer, at, "企业微信", "21 天阅读打卡"),
        KindId.Share => Event(KindId.Share, customer, at, "公众号", Any(DemoStories.Articles)),
        _ => Event(KindId.Review, customer, at, "企业微信", text: Any(DemoStories.Reviews), properties: $$"""{"score":{{3 + random.Next(3)}}}"""),
    };

    private OrderDraft Order(Person person, DateTime at)
    {
        person.Gone = random.NextDouble() < LeavesAfterAnOrder;
        var lines = Enumerable.Range(0, 1 + random.Next(8) / 7).Select(_ => DemoStories.Products[Pick(DemoStories.Products.Select((p, i) => (i, p.Weight)))])
            .DistinctBy(p => p.Product).Select(p => (Product: p, Quantity: p.Price < 20_000 && random.Next(4) == 0 ? 2 : 1))
            .Select(l => new OrderDraftLine(l.Product.Product, l.Quantity, l.Product.Price * l.Quantity)).ToList();
        var amount = lines.Sum(l => l.Amount);
        return new OrderDraft
        {
            Number = $"XH{at:yyMMdd}{++orders:0000}", Person = PersonKey.Of(person.Customer.Id), PaidAt = at, Amount = amount, SourceId = sources["微信小店"], Lines = lines,
            MemberId = person.Customer.OwnerId, Refunds = random.Next(40) == 0 ? [new(at.AddHours(random.Next(1, 6)), amount, "R1", "时间冲突")] : [],
        };
    }

    /// <summary>A point for each yuan paid, and a voucher for those who have enough.</summary>
    private IEnumerable<EventDraft> Points(Person person, OrderDraft order)
    {
        if (order.Refunds.Count > 0) yield break;
        person.Points += (int)(order.Amount / 100);
        yield return Event(KindId.Points, person.Customer, order.PaidAt, "微信小店", $"订单 {order.Number}") with { Quantity = (int)(order.Amount / 100) };
        if (person.Points < AVoucher * 2) yield break;
        person.Points -= AVoucher;
        yield return Event(KindId.Points, person.Customer, order.PaidAt.AddMinutes(20), "微信小店", "兑换 50 元课程券") with { Quantity = -AVoucher };
    }

    private EventDraft Event(
        int kind, Customer customer, DateTime at, string source, string subject = "", string text = "", int seconds = 0, long member = 0, string properties = "") => new()
        {
            KindId = kind, Person = PersonKey.Of(customer.Id), OccurredAt = at, SourceId = sources.GetValueOrDefault(source), Subject = subject, Text = text, Seconds = seconds,
            MemberId = member, Properties = properties,
        };

    /// <summary>A moment of the working day (9 to 21 in Shanghai) between two others, as far as there is one.</summary>
    private DateTime Moment(DateTime from, DateTime to)
    {
        var at = from + ((to - from) * random.NextDouble());
        var day = at.Date.AddHours(1 + (12 * random.NextDouble()));
        return day > from && day < to ? day : at;
    }

    private int Count(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }

    private string Any(string[] from) => from[random.Next(from.Length)];

    private int Pick(IEnumerable<(int Choice, int Weight)> choices)
    {
        var list = choices.ToList();
        var at = random.Next(list.Sum(c => c.Weight));
        return list.First(c => (at -= c.Weight) < 0).Choice;
    }

    private sealed class Person(Customer customer, double interest, double pace)
    {
        public Customer Customer => customer;

        /// <summary>0 to 1: how often they look, ask and come.</summary>
        public double Interest => interest;

        /// <summary>Orders a week; 0 = never buys.</summary>
        public double Pace => pace;
        public bool Gone { get; set; }
        public int Points { get; set; }
    }
}
