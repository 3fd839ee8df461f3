using Scrm.Core.Customers;

namespace Scrm.Tests.Customers;

public sealed class CustomerFilterTests
{
    [Fact]
    public void Filter_survives_the_address_bar()
    {
        var filter = new CustomerFilter
        {
            Text = "王 & 100%+", AnyTags = [3, 1], AllTags = [7], NoTags = [9, 2], Owners = [0, 5], Source = "展会/春季", From = new(2026, 1, 31), To = new(2026, 2, 28),
            Untagged = true, Sort = ListSort.Spent, Ascending = true, Rfms = [RfmClass.ImportantValue], Stages = [LifecycleStage.Buyer, LifecycleStage.Lost], Tiers = [ValueTier.Core], Quiet = new(2026, 3, 1),
            RunOutFrom = new(2026, 4, 1), RunOutTo = new(2026, 4, 7),
        };

        Assert.Equal(filter, CustomerFilter.Parse("?" + filter.Format()));
    }

    [Fact]
    public void Everyone_has_an_empty_address() => Assert.Equal("", CustomerFilter.Everyone.Format());

    [Fact]
    public void Nonsense_in_the_address_means_everyone() =>
        Assert.Equal(CustomerFilter.Everyone, CustomerFilter.Parse("?any=x,-1,99999999999&from=31.1.&owner=&sort=down&stage=6,x,&tier=&quiet=soon&customer=5&&=="));

    [Fact]
    public void Order_alone_does_not_narrow() => Assert.False((CustomerFilter.Everyone with { Ascending = true }).Narrows);

    [Theory]
    [InlineData("+8613800138001", "138****8001")]
    [InlineData("010-12345678", "010****5678")]
    [InlineData("+4915112345678", "+49****5678")]
    [InlineData("5551234", "55****34")]
    [InlineData("12345", "****")]
    [InlineData("", "")]
    public void Phone_shows_its_ends_only(string phone, string masked) => Assert.Equal(masked, PhoneMask.Of(phone));
}
