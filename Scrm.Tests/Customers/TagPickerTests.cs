using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Scrm.Core.Customers;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Scrm.Web.Controls;

namespace Scrm.Tests.Customers;

public sealed class TagPickerTests
{
    private static readonly TagChoice[] Choices =
    [
        Choice(1, 1, "高意向", "意向", GroupMode.One), Choice(2, 1, "低意向", "意向", GroupMode.One), Choice(3, 2, "宝妈", "人群"), Choice(4, 3, "黑名单", "风控", locked: TagSkip.LockedGroup),
    ];

    [Fact]
    public async Task Initials_find_a_tag_and_Enter_chooses_it()
    {
        await using var test = await PageTest.StartAsync();
        var chosen = 0;
        var picker = test.Bunit.Render<TagPicker>(p => p.Add(c => c.Choices, Choices).Add(c => c.Chosen, []).Add(c => c.OnToggle, c => chosen = c.Mark.Id));

        await picker.Find("input").InputAsync("gyx");
        await picker.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Single(picker.FindAll(".picker-option"));
        Assert.Equal(1, chosen);
    }

    [Fact]
    public async Task Arrows_walk_through_the_groups()
    {
        await using var test = await PageTest.StartAsync();
        var chosen = 0;
        var picker = test.Bunit.Render<TagPicker>(p => p.Add(c => c.Choices, Choices).Add(c => c.Chosen, []).Add(c => c.OnToggle, c => chosen = c.Mark.Id));

        foreach (var key in new[] { "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter" }) await picker.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = key });

        Assert.Equal(2, chosen);
    }

    [Fact]
    public async Task Locked_tag_says_why_and_cannot_be_chosen_but_can_be_filtered_by()
    {
        await using var test = await PageTest.StartAsync();
        var chosen = 0;
        var picker = test.Bunit.Render<TagPicker>(p => p.Add(c => c.Choices, Choices).Add(c => c.Chosen, []).Add(c => c.OnToggle, c => chosen = c.Mark.Id));

        await picker.InvokeAsync(() => picker.FindAll(".picker-option")[3].ClickAsync(new()));
        Assert.Equal(0, chosen);
        Assert.Contains(SkipText.Of(TagSkip.LockedGroup), picker.FindAll(".picker-option")[3].TextContent);

        picker.Render(p => p.Add(c => c.Filtering, true));
        await picker.InvokeAsync(() => picker.FindAll(".picker-option")[3].ClickAsync(new()));
        Assert.Equal(4, chosen);
    }

    [Fact]
    public async Task Chosen_tags_are_marked_for_eyes_and_for_readers()
    {
        await using var test = await PageTest.StartAsync();

        var picker = test.Bunit.Render<TagPicker>(p => p.Add(c => c.Choices, Choices).Add(c => c.Chosen, [1]));

        Assert.Equal(["true", "false", "false", "false"], picker.FindAll(".picker-option").Select(o => o.GetAttribute("aria-selected")));
    }

    private static TagChoice Choice(int id, int group, string name, string groupName, GroupMode mode = GroupMode.Many, TagSkip locked = TagSkip.None) =>
        new(new TagMark(id, group, name, groupName, "#2f6fde", mode != GroupMode.Many, false), mode, false, 0, "", locked);
}
