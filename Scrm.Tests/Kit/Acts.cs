using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Scrm.Tests.Kit;

/// <summary>What a person does to a page. Found and done in one turn of its renderer: a page that draws itself anew in between would have lost the click.</summary>
internal static class Acts
{
    public static Task ClickAsync<T>(this IRenderedComponent<T> page, string selector) where T : IComponent => page.ActAsync(selector, found => found.ClickAsync(new()));

    /// <summary>Clicks the one element of these that says so.</summary>
    public static Task ClickAsync<T>(this IRenderedComponent<T> page, string selector, string words) where T : IComponent =>
        page.InvokeAsync(() => page.FindAll(selector).Single(found => found.TextContent.Contains(words, StringComparison.Ordinal)).ClickAsync(new()));

    public static Task ChangeAsync<T>(this IRenderedComponent<T> page, string selector, object? value, int nth = 0) where T : IComponent =>
        page.ActAsync(selector, found => found.ChangeAsync(new() { Value = value }), nth);

    public static Task InputAsync<T>(this IRenderedComponent<T> page, string selector, string text, int nth = 0) where T : IComponent =>
        page.ActAsync(selector, found => found.InputAsync(new() { Value = text }), nth);

    public static Task SubmitAsync<T>(this IRenderedComponent<T> page, string selector) where T : IComponent => page.ActAsync(selector, found => found.SubmitAsync());

    private static Task ActAsync<T>(this IRenderedComponent<T> page, string selector, Func<IElement, Task> act, int nth = 0) where T : IComponent
    {
        page.WaitForElement(selector);
        return page.InvokeAsync(() => act(page.FindAll(selector)[nth]));
    }
}
