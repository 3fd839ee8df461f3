using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

/// <summary>Whatever is linked, merged, taken back and received in whatever order: nothing of it is lost, doubled or put on nobody who owns it.</summary>
public sealed class IdentityPropertyTests
{
    private const int Steps = 60;

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_sequence_of_links_merges_undos_and_events_conserves_events_orders_points_and_tags(DatabaseEngine engine)
    {
        for (var seed = 1; seed <= (engine == DatabaseEngine.Sqlite ? 6 : 2); seed++)
        {
            await using var library = await Library.CreateAsync(engine);
            var world = new World(library, new Random(seed * 7919));
            await world.BeginAsync();
            for (var step = 0; step < Steps; step++)
            {
                await world.StepAsync();
                await world.HoldsAsync($"seed {seed}, step {step}");
            }
        }
    }

    private sealed class World(Library library, Random random)
    {
        private readonly List<long> ids = [];
        private readonly List<Tag> tags = [];
        private readonly List<(GivenIdentity Given, PersonKey Key)> values = [];
        private readonly List<long> merges = [];
        private int events, orders;
        private long money, points;

        public async Task BeginAsync()
        {
            var (one, many) = (await library.GroupAsync("意向", GroupMode.One), await library.GroupAsync("兴趣"));
            foreach (var name in new[] { "高", "中", "低" }) tags.Add(await library.TagAsync(one, name));
            foreach (var name in new[] { "茶", "酒" }) tags.Add(await library.TagAsync(many, name));
            for (var i = 0; i < 12; i++)
            {
                var type = new[] { IdentityType.Phone, IdentityType.ExternalId, IdentityType.Email, IdentityType.Device }[i % 4];
                var raw = type switch { IdentityType.Phone => $"139123400{i:00}", IdentityType.Email => $"wang{i}@qq.com", _ => $"value-{i:0000}" };
                values.Add((new(type, raw), PersonKey.Read(type, raw)!.Value));
            }
            for (var i = 0; i < 6; i++)
            {
                library.Clock.Advance(TimeSpan.FromMinutes(1));
                ids.Add((await library.CustomerAsync($"客户{i}")).Id);
            }
        }

        public async Task StepAsync()
        {
            library.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 90)));
            switch (random.Next(8))
            {
                case 0 or 1: await EventAsync(); break;
                case 6: await PointsAsync(); break;
                case 2: await OrderAsync(); break;
                case 3: await LinkAsync(); break;
                case 4: await TagAsync(); break;
                case 5: await MergeAsync(); break;
                default: await UndoAsync(); break;
            }
        }

        public async Task HoldsAsync(string when)
        {
            await using var db = library.Open();
            Assert.True((events + orders, orders) == (await db.CustomerEvents.CountAsync(), await db.CustomerOrders.CountAsync()), when);
            var astray = await db.CustomerEvents.Select(e => new { e.Id, e.CustomerId, e.IdentityId }).ToListAsync();
            var owners = await db.CustomerIdentities.ToDictionaryAsync(i => i.Id, i => i.CustomerId);
            foreach (var e in astray)
                Assert.True(e.CustomerId == (owners[e.IdentityId] == 0 ? 0 : await CustomerRoot.FindAsync(db, owners[e.IdentityId], default)), $"{when}: event {e.Id}");
            Assert.True(money == await db.Customers.SumAsync(c => c.SpentTotal) + await db.CustomerOrders.Where(o => o.CustomerId == 0).SumAsync(o => o.Amount), when);
            var waiting = await db.CustomerEvents.Where(e => e.CustomerId == 0 && e.KindId == KindId.Points).SumAsync(e => (long)e.Quantity);
            Assert.True(points == await db.Customers.SumAsync(c => c.Points) + waiting, when);
            Assert.True(await db.Tags.AllAsync(t => t.Uses == db.TagAssignments.Count(a => a.TagId == t.Id)), when);
            Assert.False(await db.TagAssignments.AnyAsync(a => !db.Customers.Any(c => c.Id == a.CustomerId)), when);
            await library.HoldsAsync();
        }

        private PersonKey Person() => random.Next(2) == 0 ? PersonKey.Of(ids[random.Next(ids.Count)]) : values[random.Next(values.Count)].Key;

        private async Task EventAsync()
        {
            var skips = await library.AppendAsync(library.Message(Person(), $"e{events}", random.Next(40)));
            Assert.Equal([EventSkip.None], skips);
            events++;
        }

        private async Task PointsAsync()
        {
            var by = random.Next(-50, 100);
            if (by == 0) by = 100;
            var draft = library.Message(Person(), $"e{events}", random.Next(40)) with { KindId = KindId.Points, Quantity = by, Text = "" };
            Assert.Equal([EventSkip.None], await library.AppendAsync(draft));
            (events, points) = (events + 1, points + by);
        }

        private async Task OrderAsync()
        {
            var amount = random.Next(1, 500) * 100L;
            Assert.Equal([EventSkip.None], await library.OrderAsync(library.Order(Person(), $"o{orders}", amount, random.Next(40))));
            (orders, money) = (orders + 1, money + amount);
        }

        private Task LinkAsync()
        {
            var given = Enumerable.Range(0, random.Next(1, 4)).Select(_ => values[random.Next(values.Count)].Given).ToList();
            if (random.Next(2) == 0) given.Add(new(IdentityType.OneId, $"{ids[random.Next(ids.Count)]}"));
            return IdentityResolverTests.ManyAsync(library, create: false, new IdentitySet(given));
        }

        private Task TagAsync() =>
            library.WriteAsync(Library.Admin, [new(Root(), tags[random.Next(tags.Count)].Id, Remove: random.Next(4) == 0)], reason: "随机");

        private long Root()
        {
            using var db = library.Open();
            var living = db.Customers.Select(c => c.Id).OrderBy(id => id).ToList();
            return living[random.Next(living.Count)];
        }

        private async Task MergeAsync()
        {
            var (a, b) = (ids[random.Next(ids.Count)], ids[random.Next(ids.Count)]);
            var before = await library.StateAsync();
            var merge = (await library.Get<MergeDesk>().MergeAsync(a, b, new Dictionary<string, long>(), MergeRule.ByHand, Library.Admin, default))!.Value;
            if (merge.Refused is { } no)
            {
                Assert.Equal(MergeRefusal.SamePerson, no.Why);
                return;
            }
            if (random.Next(3) == 0)
            {
                library.Clock.Advance(TimeSpan.FromSeconds(30));
                Assert.True((await library.Get<MergeDesk>().UndoAsync(merge.Value, null, Library.Admin, default))!.Value.Ok);
                Assert.Equal(before, await library.StateAsync());
                return;
            }
            merges.Add(merge.Value);
        }

        private async Task UndoAsync()
        {
            if (merges.Count == 0) return;
            var merge = merges[random.Next(merges.Count)];
            var undone = (await library.Get<MergeDesk>().UndoAsync(merge, new Dictionary<string, LaterChoice>(), Library.Admin, default))!.Value;
            if (undone.Ok) merges.Remove(merge);
            else Assert.Equal(MergeRefusal.LaterMerge, undone.Refused!.Why);
        }
    }
}
