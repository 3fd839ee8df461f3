using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Sources;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Channels;

public sealed class SourceBookTests
{
    private static readonly SourceDraft Shop = new("  天猫　旗舰店 ", Channel.Shop);

    [Theory, OnSqlite, OnPostgres]
    public async Task Registered_source_counts_its_customers_and_others_are_listed_to_be_adopted(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        foreach (var source in new[] { "天猫 旗舰店", "展会", "展会", "" }) await library.CustomerAsync(with: c => c.Source = source);

        var id = (await library.Get<SourceBook>().AddAsync(Shop, Library.Admin, default)).Value;

        var list = await library.Get<SourceBook>().ListAsync(Library.Admin, default);
        Assert.Equal(new SourceRow(id, "天猫 旗舰店", Channel.Shop, 0, false, 1, 0), Assert.Single(list.Sources));
        Assert.Equal(new LooseSource("展会", 2), Assert.Single(list.Loose));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task New_name_goes_to_every_customer_and_who_comes_second_is_told(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var book = library.Get<SourceBook>();
        var id = (await book.AddAsync(Shop, Library.Admin, default)).Value;
        await library.CustomerAsync(with: c => c.Source = "天猫 旗舰店");

        Assert.True((await book.EditAsync(id, 0, Shop with { Name = "天猫" }, Library.Admin, default)).Ok);
        Assert.Equal(SourceRefusal.EditedMeanwhile, (await book.EditAsync(id, 0, Shop with { Name = "京东" }, Library.Admin, default)).Refused!.Why);

        var list = await book.ListAsync(Library.Admin, default);
        Assert.Equal(("天猫", 1, 1), (list.Sources[0].Name, list.Sources[0].Customers, list.Sources[0].Version));
        Assert.Empty(list.Loose);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Loose_texts_are_mapped_and_the_usual_channels_come_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var book = library.Get<SourceBook>();
        await library.CustomerAsync(with: c => c.Source = "天猫店");
        var usual = new[] { (Channel.Store, "门店"), (Channel.Shop, "电商") };

        Assert.Equal(2, (await book.AddUsualAsync(usual, Library.Admin, default)).Value);
        Assert.Equal(0, (await book.AddUsualAsync(usual, Library.Admin, default)).Value);
        var shop = (await book.ListAsync(Library.Admin, default)).Sources.Single(s => s.Channel == Channel.Shop);
        Assert.Equal(1, (await book.MapAsync("天猫店", shop.Id, Library.Admin, default)).Value);

        Assert.Equal(1, (await book.ListAsync(Library.Admin, default)).Sources.Single(s => s.Id == shop.Id).Customers);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_kept_is_refused_with_its_reason(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (book, sales) = (library.Get<SourceBook>(), new Scope(Actor.Member(7), Role.Sales, 0, [7]));
        var id = (await book.AddAsync(Shop, Library.Admin, default)).Value;

        Assert.Equal(SourceRefusal.NameTaken, (await book.AddAsync(new("天猫 旗舰店", Channel.Other), Library.Admin, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NameLength, (await book.AddAsync(new("　", Channel.Other), Library.Admin, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NotFound, (await book.EditAsync(id + 9, 0, new("抖音", Channel.Other), Library.Admin, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NotAllowed, (await book.AddAsync(new("抖音", Channel.Other), sales, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NotAllowed, (await book.ArchiveAsync(id, true, sales, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NotAllowed, (await book.MapAsync("展会", id, sales, default)).Refused!.Why);
    }
}
